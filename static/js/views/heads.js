// What this phone saw of the journal, and what somebody noted, compared with the laptop's file or with an exported record.

import { fetchJson } from "../command.js";
import { Languages } from "../desk/languages.js";
import { sha256 } from "../draw/check.js";
import { kept } from "../heads.js";
import { html, render, signal } from "../html.js";
import { follow } from "../live.js";
import { page } from "../page.js";
import { number, t, time } from "../texts.js";

const live = follow("phone");
const answer = signal(null); // {good, words} of the last comparison
const CHAINED = ["actor", "at", "command_id", "data_hash", "kind", "previous_hash", "seq"]; // in the order of their names
const grouped = (digits) => digits.match(/.{1,4}/g).join(" ");
const plain = (text) => text.replace(/[\s:·-]/g, "").toLowerCase();

async function compare(seq, head) {
  const { status, body } = await fetchJson(`/heads/known?seq=${seq}&head=${plain(head)}`).catch(() => ({ status: 0, body: {} }));
  if (status !== 200) return said(false, body.message ?? t("The laptop cannot be reached. Please try again."));
  told(body.known, seq, body.ends_at);
}

function told(good, seq, end) {
  if (good) return said(true, t("It agrees: entry %(seq)s of %(end)s has this head.", { seq: number(seq), end: number(end) }));
  if (seq > end) return said(false, t("It does not agree: the journal ends at entry %(end)s. Entries were lost or cut off.", { end: number(end) }));
  said(false, t("It does not agree: entry %(seq)s has another head. The journal was rewritten, or the note is of another meeting.", { seq: number(seq) }));
}

const said = (good, words) => (answer.value = { good, words });

// journal.jsonl of an exported record: every entry follows from the one before, and the noted one has the noted head.
async function compareRecord(file, seq, head) {
  const entries = (await file.text()).split("\n").filter(Boolean).map((line) => JSON.parse(line));
  let previous = "0".repeat(64);
  for (const entry of entries) {
    const chained = sha256(JSON.stringify(Object.fromEntries(CHAINED.map((name) => [name, entry[name]]))));
    if (entry.previous_hash !== previous || chained !== entry.hash) return said(false, t("The chain of this file breaks at entry %(seq)s.", { seq: number(entry.seq) }));
    previous = entry.hash;
  }
  if (seq > entries.length) return earlier(entries, seq);
  told(entries[seq - 1].hash.startsWith(plain(head)), seq, entries.length);
}

// The record was written before the noted entry, or cut off: one that this device saw before may lie in it.
function earlier(entries, seq) {
  const end = number(entries.length);
  const found = kept(page.meeting)?.earlier?.findLast((head) => head.seq <= entries.length);
  if (!found) return said(false, t("This record ends at entry %(end)s, before the noted one: compare a later record.", { end }));
  if (entries[found.seq - 1].hash !== found.hash) return told(false, found.seq, entries.length);
  said(true, t("It agrees: entry %(seq)s of %(end)s has the head that this device saw. Entry %(later)s is in a later record only.", { seq: number(found.seq), end, later: number(seq) }));
}

function Heads() {
  live.snapshot.value;
  const mine = kept(page.meeting);
  return html`<div class="heads"><header><h1>${t("Signed heads of the journal")}</h1><${Languages} /></header>
    <p>${t("The head stands for the whole journal up to an entry. Whoever noted it can tell later whether anything before was changed.")}</p>
    ${mine ? html`<${Head} title=${t("The last one this device saw")} head=${mine.last} />` : html`<p class="calm">${t("This device has seen no signed head yet.")}</p>`}
    ${mine?.other && html`<${Head} title=${t("One that the laptop went back from")} head=${mine.other} />`}
    <form onSubmit=${typed}><h2>${t("Compare a note")}</h2>
      <label>${t("Entry")}<input name="seq" inputmode="numeric" required pattern="[1-9][0-9]{0,11}" defaultValue=${mine?.last.seq ?? ""} /></label>
      <label>${t("Head, at least 16 digits")}<input name="head" required autocomplete="off" spellcheck=${false} defaultValue=${mine ? grouped(mine.last.hash.slice(0, 16)) : ""} /></label>
      <label>${t("Exported record (journal.jsonl); left out, the laptop's file is compared")}<input name="file" type="file" accept=".jsonl" /></label>
      <button>${t("Compare")}</button></form>
    ${answer.value && html`<p class="answer" data-good=${answer.value.good} role="status">${answer.value.good ? "✓" : "✕"} ${answer.value.words}</p>`}</div>`;
}

function Head({ title, head }) {
  return html`<section><h2>${title}</h2><p>${t("Entry %(seq)s, signed at %(time)s", { seq: number(head.seq), time: time(head.at) })}</p>
    <code>${grouped(head.hash)}</code>
    <button type="button" onClick=${() => compare(head.seq, head.hash)}>${t("Compare with the laptop")}</button></section>`;
}

async function typed(event) {
  event.preventDefault();
  const given = new FormData(event.target);
  const file = given.get("file");
  if (!/^[0-9a-f]{16,64}$/.test(plain(given.get("head")))) return said(false, t("Give the entry's number and at least 16 digits of its head."));
  if (!file?.size) return compare(Number(given.get("seq")), given.get("head"));
  await compareRecord(file, Number(given.get("seq")), given.get("head")).catch(() => said(false, t("This file is no journal.jsonl of a record.")));
}

render(html`<${Heads} />`, document.getElementById("app"));
