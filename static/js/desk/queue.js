// Scans on their way to the laptop. Each has its id before the first send and stays here, on the device,
// until a final answer for that id has come: 200, 400 or 409. Everything else means "not yet".

import { computed, signal } from "../html.js";
import { openStore } from "./store.js";

const FINAL = [200, 400, 409];
const BATCH_MOST = 200;
const ANSWER_MS = 6000;
const REST_FIRST_MS = 300;
const REST_LAST_MS = 5000;
const WORDS_OF_STATUS = { 401: "unpaired", 403: "unpaired" };

export async function openQueue({ name, post, onAnswer }) {
  const store = await openStore(name);
  const waiting = signal(order(await store.all()));
  const trouble = signal(null); // null | "away" | "busy" | "unpaired"
  let sending = false;
  let rest = 0;
  let timer = 0;

  async function addAll(scans) {
    await Promise.all(scans.map((scan) => store.keep(scan).catch(() => {})));
    waiting.value = [...waiting.value, ...scans];
    flush();
  }

  async function flush() {
    clearTimeout(timer);
    if (sending || waiting.value.length === 0) return;
    sending = true;
    const settled = await deliver(waiting.value.slice(0, BATCH_MOST));
    sending = false;
    rest = settled ? 0 : Math.min(REST_LAST_MS, Math.max(REST_FIRST_MS, rest * 2));
    if (waiting.value.length) timer = setTimeout(flush, rest * (0.75 + Math.random() / 2));
  }

  // True when at least one scan got its final answer.
  async function deliver(scans) {
    const receipts = await (scans.length === 1 ? sendOne(scans[0]) : sendMany(scans));
    let settled = false;
    for (const { command_id, status, body } of receipts) {
      if (!FINAL.includes(status)) {
        trouble.value = WORDS_OF_STATUS[status] ?? (status ? "busy" : "away");
        continue;
      }
      const scan = waiting.value.find((one) => one.command_id === command_id);
      if (!scan) continue;
      waiting.value = waiting.value.filter((one) => one !== scan);
      await store.drop(command_id).catch(() => {});
      settled = true;
      onAnswer(scan, status, body);
    }
    if (settled) trouble.value = null;
    return settled;
  }

  async function sendOne(scan) {
    const { status, body } = await post("/checkin/scans", scan, ANSWER_MS);
    return [{ command_id: scan.command_id, status, body }];
  }

  // The answer of a batch is not the answer of its scans: each has its own receipt.
  async function sendMany(scans) {
    const { status, body } = await post("/checkin/scans/batch", { scans }, ANSWER_MS);
    if (status === 200) return body.receipts;
    if (FINAL.includes(status) || status === 413) return sendOne(scans[0]);
    return [{ command_id: null, status, body }];
  }

  addEventListener("online", flush);
  addEventListener("beforeunload", (event) => {
    if (waiting.value.length) event.preventDefault();
  });
  flush();
  return { add: (scan) => addAll([scan]), addAll, flush, trouble, durable: store.durable, waiting, count: computed(() => waiting.value.length) };
}

function order(scans) {
  return scans.sort((one, other) => one.device_at - other.device_at);
}
