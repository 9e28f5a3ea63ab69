// The bell: once when the chair rings it or the end comes near, twice when the time is over. Browsers let a page sound
// only after somebody touched it: the hall screen and the speaker's tablet are armed by a tap beforehand.

import { signal } from "../html.js";
import { ANSWER_WARN_SECONDS, reading } from "./clock.js";

const FRESH_MS = 3_000; // a bell that was rung before a page came, or came back, is not rung again
const APART_SECONDS = 0.55;
const RING_SECONDS = 2.4;
const LOUDNESS = 0.34;
const PARTIALS = [[1, 1], [2.01, 0.5], [2.74, 0.34], [5.2, 0.16]]; // of a small hand bell: how high, how loud
const PITCH = 784;

export const armed = signal(false);
let speaker = null;

export function arm() {
  if (!speaker) {
    speaker = new AudioContext();
    speaker.onstatechange = () => (armed.value = speaker.state === "running");
  }
  speaker.resume();
  strike(speaker.currentTime, 0.25);
}

export const silence = () => speaker?.suspend();

// Whose time the bell is for: the speaker's, else that of who answers the question on the screen.
export function timed(list, question) {
  const answer = question?.clock?.ended_at === null ? question.clock : null;
  const bell_at = list?.bell_at ?? null;
  return list?.clock || !answer ? { clock: list?.clock ?? null, warn_seconds: list?.warn_seconds ?? 0, bell_at } : { clock: answer, warn_seconds: ANSWER_WARN_SECONDS, bell_at };
}

// Listens to what a page knows: `read()` gives what `timed` gives, or null before the first snapshot. Returns what is
// called at each tick.
export function bell(read, now) {
  let heard = null;
  return () => {
    const known = read();
    if (!known) return;
    const { clock, warn_seconds, bell_at } = known;
    const fresh = { began_at: clock?.began_at ?? null, level: clock ? level(clock, now(), warn_seconds) : 0, bell_at };
    const before = heard;
    heard = fresh;
    if (!before) return;
    if (fresh.bell_at !== before.bell_at && now() - fresh.bell_at < FRESH_MS) ring(1);
    else if (fresh.began_at !== null && fresh.began_at === before.began_at && fresh.level > before.level) ring(fresh.level);
  };
}

// 0: time is left, 1: the end comes near, 2: the time is over.
function level(clock, now, warn_seconds) {
  const { left_ms } = reading(clock, now, warn_seconds);
  return left_ms <= 0 ? 2 : left_ms <= warn_seconds * 1000 ? 1 : 0;
}

function ring(times) {
  if (speaker?.state !== "running") return;
  for (let i = 0; i < times; i++) strike(speaker.currentTime + i * APART_SECONDS, 1);
}

function strike(at, loudness) {
  for (const [height, share] of PARTIALS) {
    const voice = new OscillatorNode(speaker, { frequency: PITCH * height });
    const volume = new GainNode(speaker, { gain: 0 });
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(LOUDNESS * share * loudness, at + 0.004);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + RING_SECONDS / Math.sqrt(height));
    voice.connect(volume).connect(speaker.destination);
    voice.start(at);
    voice.stop(at + RING_SECONDS);
  }
}
