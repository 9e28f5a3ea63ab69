// Scans on their way to the laptop. Each has its id before the first send and stays here, on the device, until a final
// answer for that id has come: 200, 400 or 409 (but for a number that is another device's: that says nothing of the
// scan). Everything else means "not yet". What was delivered is kept as well:
// when the meeting goes on from a copy (a new epoch), it is sent again, and the copy decides what it lacks.

import { computed, signal } from "../html.js";

const FINAL = [200, 400, 409];
const HERE = "-here";
const BATCH_MOST = 200;
const ANSWER_MS = 6000;
const REST_FIRST_MS = 300;
const REST_LAST_MS = 5000;
const WORDS_OF_STATUS = { 401: "unpaired", 403: "unpaired" };
const SENT = ["command_id", "code", "member", "source", "device_at", "provisional", "shown", "typed_by"];
const SHOWN_BY = { admitted: "accepted", admitted_nonvoting: "accepted", already_in: "already_here", returned: "already_here" };

// A record: what is sent, and for this device alone {kind, device, turn, delivered: {epoch, verdict}, refused, from: the
// device of which it was adopted}.
export async function openQueue({ store, kind, device, post, epoch, onAnswer }) {
  const records = new Map((await store.all()).filter((one) => one.kind === kind && one.device === device).map((one) => [one.command_id, one]));
  const waiting = signal(inTurn([...records.values()].filter((one) => !one.delivered && !one.refused)));
  const trouble = signal(null); // null | "away" | "busy" | "unpaired"
  let sending = false;
  let rest = 0;
  let timer = 0;
  let turn = Math.max(Date.now(), ...[...records.values()].map((one) => one.turn));

  async function addAll(scans) {
    const made = scans.map((scan) => ({ ...scan, kind, device, turn: ++turn }));
    await Promise.all(made.map(keep));
    waiting.value = [...waiting.value, ...made];
    flush();
  }

  async function keep(record) {
    records.set(record.command_id, record);
    await store.keep(record).catch(() => {});
  }

  // What the desk told the person without the laptop belongs to the scan, and is durable before it is shown.
  async function decidedHere(commandId, shown) {
    const before = waiting.value.find((one) => one.command_id === commandId);
    if (!before) return false;
    const after = { ...before, provisional: true, shown };
    waiting.value = waiting.value.map((one) => (one === before ? after : one));
    await keep(after);
    return true;
  }

  async function flush() {
    clearTimeout(timer);
    if (sending || waiting.value.length === 0) return;
    sending = true;
    const settled = await deliver(waiting.value.slice(0, BATCH_MOST), epoch());
    sending = false;
    rest = settled ? 0 : Math.min(REST_LAST_MS, Math.max(REST_FIRST_MS, rest * 2));
    if (waiting.value.length) timer = setTimeout(flush, rest * (0.75 + Math.random() / 2));
  }

  // True when at least one scan got its final answer.
  async function deliver(scans, sentIn) {
    const receipts = await (scans.length === 1 ? sendOne(scans[0]) : sendMany(scans));
    let settled = false;
    for (const { command_id, status, body } of receipts) {
      if (!final(status, body)) {
        trouble.value = WORDS_OF_STATUS[status] ?? (status ? "busy" : "away");
        continue;
      }
      const scan = waiting.value.find((one) => one.command_id === command_id);
      if (!scan) continue;
      if (saidOtherwise(scan, status, body)) await addAll([asDecidedHere(scan)]);
      const fate = status === 200 ? { delivered: { epoch: sentIn, verdict: body.verdict, at: body.at, conflict: Boolean(body.conflict) } } : { refused: body.message ?? body.code ?? "" };
      waiting.value = waiting.value.filter((one) => one.command_id !== command_id); // first: nobody decides it here any more
      await keep({ ...scan, ...fate });
      settled = true;
      onAnswer(scan, status, body);
    }
    if (settled) trouble.value = null;
    return settled;
  }

  async function sendOne(scan) {
    const { status, body } = await post("/checkin/scans", sent(scan), ANSWER_MS);
    return [{ command_id: scan.command_id, status, body }];
  }

  // The answer of a batch is not the answer of its scans: each has its own receipt.
  async function sendMany(scans) {
    const { status, body } = await post("/checkin/scans/batch", { scans: scans.map(sent) }, ANSWER_MS);
    if (status === 200) return body.receipts;
    if (FINAL.includes(status) || status === 413) return sendOne(scans[0]);
    return [{ command_id: null, status, body }];
  }

  // The laptop is there (again): try now, and send once more what another epoch received.
  function reached(now) {
    const again = [...records.values()].filter((one) => one.delivered && one.delivered.epoch !== now && !waiting.value.some(({ command_id }) => command_id === one.command_id));
    if (again.length) waiting.value = inTurn([...again.map(late), ...waiting.value]);
    rest = 0;
    flush();
  }

  // Adopt the scans of a device that this browser was before it was paired anew or moved; nobody else would deliver them.
  async function adopt(orphans) {
    const adopted = orphans.map((one) => ({ ...one, kind, device, from: one.device === device ? one.from : one.device }));
    for (const one of adopted) await keep(one);
    waiting.value = inTurn([...waiting.value, ...adopted.map((one) => (one.delivered ? late(one) : one))]);
    flush();
  }

  async function lookedInto(commandId) {
    await keep({ ...records.get(commandId), lookedInto: true });
  }

  addEventListener("online", flush);
  addEventListener("beforeunload", (event) => {
    if (waiting.value.length) event.preventDefault();
  });
  flush();
  return {
    add: (scan) => addAll([scan]), addAll, adopt, decidedHere, flush, lookedInto, reached, trouble, waiting, durable: store.durable,
    records: () => [...records.values()],
    count: computed(() => waiting.value.length),
    accepted: computed(() => waiting.value.filter((one) => !one.delivered && one.shown === "accepted").length),
  };
}

const sent = (record) => Object.fromEntries(SENT.filter((name) => record[name] !== undefined).map((name) => [name, record[name]]));

// Delivered to another epoch: it comes late there, and changes nothing by itself that somebody decided since.
function late(record) {
  return record.provisional ? record : { ...record, provisional: true, shown: SHOWN_BY[record.delivered.verdict] ?? "unknown" };
}

// Sent as a scan made with the laptop, it arrived or was answered so late that its person had been let in here meanwhile.
const saidOtherwise = (scan, status, body) => status === 200 && scan.shown === "accepted" && SHOWN_BY[body.verdict] !== "accepted" && !body.conflict && !scan.command_id.endsWith(HERE);

// What the desk decided is handed in as a scan of its own, so that the laptop knows of both and a supervisor looks into it.
const asDecidedHere = (scan) => ({ ...sent(scan), command_id: scan.command_id + HERE });

const final = (status, body) => FINAL.includes(status) && body?.code !== "other_device";

const inTurn = (records) => records.sort((one, other) => one.turn - other.turn);
