// Following a view: joining, reconnecting and updating are the same message, a whole snapshot.
// The page keeps the newest by (epoch, seq); a new epoch always replaces. Clocks run from absolute times and an
// offset to the server's clock, taken from the round trip that was shortest.

import { io } from "socket.io-client";
import { computed, signal } from "@preact/signals";
import { blink } from "./blink.js";
import { keepHead } from "./heads.js";
import { locked, lockChanged } from "./lock.js";
import { page } from "./page.js";
import { keep } from "./seal.js";

const MEASURE_EVERY_MS = page.device?.role === "screen" ? 2_000 : 15_000; // a screen that stops asking is stale
const MEASURES_AT_FIRST = 5;
const TICK_MS = ["hall", "speaker"].includes(page.view) ? 100 : 1_000; // a speaker's second begins at any moment

export function follow(view) {
  const snapshot = signal(null);
  const link = signal("connecting"); // "connecting" | "live" | "away"
  const refused = signal(null);
  const awaySince = signal(null);
  const tick = signal(Date.now());
  let offset = 0;
  let shortest = Infinity;

  const socket = io({
    auth: { device: page.device?.id }, transports: ["websocket", "polling"],
    reconnectionDelay: 250, reconnectionDelayMax: 2000, randomizationFactor: 0.5, timeout: 4000,
  });

  function join() {
    link.value = "live";
    awaySince.value = null;
    socket.emit("join", { view });
    for (let i = 0; i < MEASURES_AT_FIRST; i++) setTimeout(measure, i * 150);
  }

  function measure() {
    if (!socket.connected) return;
    const sent = performance.now();
    socket.timeout(3000).emit("clock", { seq: snapshot.value?.seq }, (error, answer) => {
      if (error) return;
      const trip = performance.now() - sent;
      if (trip <= shortest) {
        shortest = trip;
        offset = answer.server_now + trip / 2 - Date.now();
      } else {
        shortest += 0.5; // clocks drift: an old short trip does not count for ever
      }
    });
  }

  function take(fresh) {
    const shown = snapshot.value;
    if (shown && shown.epoch === fresh.epoch && fresh.seq < shown.seq) return;
    keep(fresh.seal);
    keepHead(fresh.signed);
    snapshot.value = fresh;
  }

  function lost() {
    if (link.value === "away") return;
    link.value = "away";
    awaySince.value = Date.now();
    shortest = Infinity;
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
  setInterval(() => (tick.value = Date.now()), TICK_MS);

  return {
    snapshot, link, refused,
    now: () => Date.now() + offset,
    tick,
    seconds_away: computed(() => (awaySince.value === null ? 0 : Math.max(0, Math.floor((tick.value - awaySince.value) / 1000)))),
  };
}
