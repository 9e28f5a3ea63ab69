// The token by which a device is known, made where it is held: 32 random bytes as 43 letters. The laptop is sent its
// hash alone until the device enters.

import { sha256 } from "./draw/check.js";
import { post } from "./desk/post.js";

const ANSWER_MS = 6_000;

export function newToken() {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

export const hashed = (token) => sha256(token);

// A token under a name of this tab, the same after a reload, so that nothing is left behind by a lost answer.
export function keptToken(name) {
  const token = sessionStorage.getItem(name) ?? newToken();
  sessionStorage.setItem(name, token);
  return token;
}

// This browser becomes the device of that token: {status, body: {page, …}}; may be sent again.
export const enter = (token) => post("/enter", { token }, ANSWER_MS);
