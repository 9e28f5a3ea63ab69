// What a desk goes by when the laptop cannot be reached: the first eight bytes of the SHA-256 of each valid code, and
// of those whose holders were admitted. No names; kept on the device with the version they belong to.

import { fetchJson } from "../command.js";
import { sha256 } from "../draw/check.js";
import { signal } from "../html.js";
import { normal } from "./codes.js";

const DIGITS = 16;
const REST_MS = 2500;
export const prefix = (code) => sha256(normal(code)).slice(0, DIGITS);

// → {ready: whether there is anything to go by, valid(prefix), admitted(prefix), refresh(): ask the laptop soon}
export async function openKnown(store) {
  const kept = await store.known().catch(() => undefined);
  let version = kept?.version ?? null; // {epoch, roll, seq}
  let valid = kept?.valid ?? new Set();
  let admitted = kept?.admitted ?? new Set();
  const ready = signal(version !== null);
  let timer = 0;

  async function ask() {
    const since = version ? `?${new URLSearchParams(version)}` : "";
    const { status, body } = await fetchJson(`/checkin/known${since}`);
    if (status !== 200) return;
    if (body.whole) [valid, admitted] = [new Set(prefixes(body.valid)), new Set(prefixes(body.admitted))];
    else {
      for (const one of prefixes(body.taken_back)) admitted.delete(one);
      for (const one of prefixes(body.admitted)) admitted.add(one);
    }
    version = { epoch: body.epoch, roll: body.roll, seq: body.seq };
    ready.value = true;
    await store.keepKnown({ version, valid, admitted }).catch(() => {});
  }

  function refresh(seq) {
    if (timer || (version && seq === version.seq)) return;
    timer = setTimeout(() => {
      timer = 0;
      ask().catch(() => {});
    }, version ? REST_MS : 0);
  }

  return { ready, valid: (one) => valid.has(one), admitted: (one) => admitted.has(one), refresh };
}

function* prefixes(base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  for (let at = 0; at < bytes.length; at += DIGITS / 2) yield hex(bytes.subarray(at, at + DIGITS / 2));
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
