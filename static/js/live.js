// Following a view: joining, reconnecting and updating are the same message, a whole snapshot.
// The page keeps the newest by (epoch, seq); a new epoch always replaces. Clocks run from absolute times of the
// server and this page's own steady clock (performance.now), never by this device's time of day: the offset between the
// two is taken from the round trip that was shortest, and again at each snapshot. When time of day and steady clock
// part, the device slept or was set: the page says that it is old until the next snapshot.

import { io } from "socket.io-client";
import { computed, signal } from "@preact/signals";
import { blink } from "./blink.js";
import { keepHead } from "./heads.js";
import { locked, lockChanged } from "./lock.js";
import { page } from "./page.js";
import { keep } from "./seal.js";
import { timesTold } from "./times.js";

const MEASURE_EVERY_MS = page.device?.role === "screen" ? 2_000 : 15_000; // a screen that stops asking is stale
const MEASURES_AT_FIRST = 5;
const PARTED_MS = 1_000;
const LOOK_MS = 500;
const STALE_SECONDS = 3; // what the pages call old
const TICK_MS = ["hall", "speaker"].includes(page.view) ? 100 : 1_000; // a speaker's second begins at any moment

export function follow(view) {
  const snapshot = signal(null);
  const link = signal("connecting"); // "connecting" | "live" | "stale" | "away"
  const refused = signal(null);
  const awaySince = signal(null);
  const tick = signal(performance.now());
  let offset = null; // server_now - performance.now()
  let apart = Date.now() - performance.now();
  let shortest = Infinity;
  let reconnected = false; // the first snapshot after that holds, though the laptop's file went back

  const socket = io({
    auth: { device: page.device?.id }, transports: ["websocket", "polling"],
    reconnectionDelay: 250, reconnectionDelayMax: 2000, randomizationFactor: 0.5, timeout: 4000,
  });

  function join() {
    link.value = "live";
    awaySince.value = null;
    reconnected = true;
    ask();
  }

  // A snapshot, and the time anew.
  function ask() {
    shortest = Infinity;
    socket.emit("join", { view });
    for (let i = 0; i < MEASURES_AT_FIRST; i++) setTimeout(measure, i * 150);
  }

  function measure() {
    if (!socket.connected) return;
    const sent = performance.now();
    socket.timeout(3000).emit("clock", { seq: snapshot.value?.seq }, (error, answer) => {
      if (error) return;
      const trip = performance.now() - sent;
      const found = answer.server_now + trip / 2 - sent - trip;
      if (trip <= shortest || Math.abs(found - offset) > trip) {
        shortest = trip;
        offset = found;
      } else {
        shortest += 0.5; // clocks drift: an old short trip does not count for ever
      }
    });
  }

  // A snapshot was on its way for a while, which is never negative: it can only say that the server is further on.
  function anchor(server_now) {
    const least = server_now - performance.now();
    if (offset === null || shortest === Infinity || least > offset) offset = least;
    else if (offset - least > PARTED_MS) measure();
  }

  function take(fresh) {
    anchor(fresh.server_now);
    if (link.value === "stale") link.value = "live";
    timesTold(fresh.times);
    const shown = snapshot.value;
    if (!reconnected && shown && shown.epoch === fresh.epoch && fresh.seq < shown.seq) return;
    reconnected = false;
    keep(fresh.seal);
    keepHead(fresh.signed);
    snapshot.value = fresh;
  }

  function lost() {
    if (link.value === "away") return;
    link.value = "away";
    awaySince.value = performance.now();
    shortest = Infinity;
  }

  function look() {
    const now = Date.now() - performance.now();
    if (Math.abs(now - apart) <= PARTED_MS) return;
    apart = now;
    if (link.value === "live") link.value = "stale";
    if (socket.connected) ask();
  }

  function seen() {
    if (document.visibilityState === "visible" && socket.connected) ask();
  }

  socket.on("connect", join);
  socket.on("snapshot", take);
  socket.on("refused", (refusal) => {
    refused.value = refusal;
    if (refusal.code === "locked") locked.value = true;
  });
  socket.on("blink", ({ name }) => blink(name));
  socket.on("lock", lockChanged);
  socket.on("moved", () => location.replace(`/?device=${page.device?.id ?? ""}`)); // the first page of its new role
  socket.on("disconnect", (reason) => {
    lost();
    if (reason === "io server disconnect") setTimeout(() => socket.connect(), 1000);
  });
  socket.on("connect_error", lost);
  setInterval(measure, MEASURE_EVERY_MS);
  setInterval(look, LOOK_MS);
  setInterval(() => (tick.value = performance.now()), TICK_MS);
  document.addEventListener("visibilitychange", seen);
  addEventListener("pageshow", seen);

  return {
    snapshot, link, refused,
    now: () => (offset === null ? Date.now() : performance.now() + offset),
    tick,
    seconds_away: computed(() => (link.value === "stale" ? STALE_SECONDS : awaySince.value === null ? 0 : Math.max(0, Math.floor((tick.value - awaySince.value) / 1000)))),
  };
}
