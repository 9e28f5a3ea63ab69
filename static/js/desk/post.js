// One try at a request, with a limit of time; no answer is status 0. The queue decides what to do about it.

import { page } from "../page.js";

export async function post(path, fields, answerMs) {
  try {
    const answer = await fetch(path, {
      method: "POST", body: JSON.stringify(fields), signal: AbortSignal.timeout(answerMs), credentials: "same-origin",
      headers: { "Content-Type": "application/json", ...(page.device ? { "X-Device": String(page.device.id) } : {}) },
    });
    return { status: answer.status, body: await answer.json().catch(() => ({})) };
  } catch {
    return { status: 0, body: {} };
  }
}
