// Sending a command: its id is made before the first send and kept through every retry, so that sending it again
// is safe. Network errors, 5xx and 429 are tried again for a while, or whatever the caller holds worth it; the last
// answer is given to the caller.

import { page } from "./page.js";
import { t } from "./texts.js";

const TRIES = 4;
const ANSWER_MS = 8000;

export function newCommandId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// No answer came, or the laptop could not work: what became of the command is not known.
export const unanswered = ({ status }) => !status || status >= 500;
const unansweredOrBusy = (answer) => unanswered(answer) || answer.status === 429;

export async function send(path, fields = {}, { commandId = newCommandId(), again = unansweredOrBusy } = {}) {
  let answer = { status: 0, body: { code: "away", message: t("The laptop cannot be reached. Please try again.") } };
  for (let tried = 0; tried < TRIES; tried++) {
    if (tried) await new Promise((done) => setTimeout(done, 200 * 2 ** tried * (0.75 + Math.random() / 2)));
    answer = await once(path, { ...fields, command_id: commandId }).catch(() => answer);
    if (!again(answer)) return answer;
  }
  return answer;
}

async function once(path, fields) {
  const response = await fetch(path, {
    method: "POST", body: JSON.stringify(fields), credentials: "same-origin", signal: AbortSignal.timeout(ANSWER_MS),
    headers: { "Content-Type": "application/json", ...(page.device ? { "X-Device": String(page.device.id) } : {}) },
  });
  return { status: response.status, body: await response.json() };
}

export async function fetchJson(path) {
  const response = await fetch(path, {
    credentials: "same-origin", signal: AbortSignal.timeout(ANSWER_MS),
    headers: { Accept: "application/json", ...(page.device ? { "X-Device": String(page.device.id) } : {}) },
  });
  return { status: response.status, body: await response.json() };
}
