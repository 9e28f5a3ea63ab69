// Sending a roll to be read. The answer comes in lines: rows read so far, and at last the preview or a refusal.
// Aborting the signal ends the reading on the laptop as well.

import { page } from "../page.js";
import { t } from "../texts.js";

export const MEGABYTES_MOST = 32;
const BYTES_MOST = MEGABYTES_MOST * 1024 * 1024;
const LINES = "application/x-ndjson";

// → {preview} or {trouble: sentence}; onRead(rows) is called on the way; AbortError when the signal is aborted
export async function readRoll(file, { signal, onRead, answers = null }) {
  if (file.size > BYTES_MOST) return { trouble: t("%(file)s is too large for a roll: at most %(most)s MB.", { file: file.name, most: MEGABYTES_MOST }) };
  const form = new FormData();
  if (answers) form.append("answers", JSON.stringify(answers));
  form.append("file", file, file.name);
  try {
    const response = await fetch("/roll/previews", {
      method: "POST", body: form, signal, credentials: "same-origin", headers: { Accept: LINES, "X-Device": String(page.device.id) },
    });
    if (!response.ok) return { trouble: (await response.json()).message };
    return await lastLine(response, onRead);
  } catch (error) {
    if (signal.aborted) throw error;
    return { trouble: t("The laptop cannot be reached, or the file was moved. Please choose it again.") };
  }
}

async function lastLine(response, onRead) {
  let last = null;
  for await (const line of lines(response.body)) {
    last = JSON.parse(line);
    if ("read" in last) onRead(last.read);
  }
  return "preview" in last ? { preview: last } : { trouble: last.message };
}

async function* lines(stream) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let { value, done } = await reader.read(); !done; { value, done } = await reader.read()) {
    const parts = (rest + value).split("\n");
    rest = parts.pop();
    yield* parts;
  }
}
