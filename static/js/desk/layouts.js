// What keys may have meant. A scanner types as if it were a keyboard of some layout, which need not be the tablet's: the
// character (`key`) is right when both agree, the place of the key (`code`) when the scanner's layout is known. All
// readings are kept; the check character of a badge's code decides.

import { codesIn } from "./codes.js";

const OTHER = "\0"; // a key that is no letter and no digit
const LETTER = /^[A-Z0-9]$/;

// Where a layout has its letters, by the places of a US keyboard; digits stand in the same row on all of them.
const MOVED = {
  us: {},
  qwertz: { KeyY: "Z", KeyZ: "Y" },
  azerty: { KeyQ: "A", KeyA: "Q", KeyW: "Z", KeyZ: "W", Semicolon: "M", KeyM: OTHER },
  dvorak: {
    KeyQ: OTHER, KeyW: OTHER, KeyE: OTHER, KeyR: "P", KeyT: "Y", KeyY: "F", KeyU: "G", KeyI: "C", KeyO: "R", KeyP: "L",
    KeyS: "O", KeyD: "E", KeyF: "U", KeyG: "I", KeyH: "D", KeyJ: "H", KeyK: "T", KeyL: "N", Semicolon: "S",
    KeyZ: OTHER, KeyX: "Q", KeyC: "J", KeyV: "K", KeyB: "X", KeyN: "B", Comma: "W", Period: "V", Slash: "Z",
  },
};

// keys: [{key, code}] → one text for each reading, each as long as the keys.
export function readings(keys) {
  const places = Object.values(MOVED).map((moved) => keys.map(({ key, code }) => placed(moved, code) ?? written(key) ?? OTHER).join(""));
  return [keys.map(({ key, code }) => written(key) ?? placed(MOVED.us, code) ?? OTHER).join(""), ...places];
}

// Every badge's code that the keys may have meant, the likeliest first: {code, from, to} by places in `keys`.
export function codesTyped(keys) {
  const found = new Map();
  for (const text of readings(keys)) {
    for (const { code, at } of codesIn(text)) if (!found.has(code)) found.set(code, { code, from: at, to: at + code.length });
  }
  return [...found.values()];
}

// A key that types something by either reading.
export const types = ({ key, code }) => written(key) !== null || placed(MOVED.us, code) !== null || key?.length === 1 || code in MOVED.dvorak;

function written(key) {
  const letter = typeof key === "string" && key.length >= 1 && key.length <= 2 ? key.normalize("NFKC").toUpperCase() : "";
  return LETTER.test(letter) ? letter : null;
}

function placed(moved, code) {
  const found = /^(?:Key([A-Z])|(?:Digit|Numpad)([0-9]))$/.exec(code ?? "");
  return moved[code] ?? found?.[1] ?? found?.[2] ?? null;
}
