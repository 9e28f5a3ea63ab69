// One's own questions, by the random tokens that only this phone holds; the words come from the laptop, what became of
// each from what everybody is sent.

import { newCommandId, send, unanswered } from "../command.js";
import { html, signal } from "../html.js";
import { t } from "../texts.js";
import { fateOf, goesOn, said, STEPS, textOf } from "./fate.js";

const KEPT_MOST = 100;
const PATIENCE_MS = 1_500; // not all phones at once
const UNKNOWN_MS = 10_000; // a question that stands in no list is asked for at times

export function makeMine(kept, asker, votes) {
  const own = signal(kept.read("mine") ?? []); // newest first; without an id: whether it arrived is not known
  const refused = signal("");
  let who = asker.known.value?.token;
  let fates = new Map(); // of what is one's own, as it was last seen
  let first = true;
  let asked_at = 0;
  let asking = 0;

  function put(list) {
    own.value = list.slice(0, KEPT_MOST);
    kept.write("mine", own.value);
  }

  // Another page of this phone may have kept something in between.
  function add(one) {
    put([one, ...(kept.read("mine") ?? own.value).filter(({ token }) => token !== one.token)]);
  }

  async function refresh() {
    const listed = own.value.map(({ token }) => token);
    const token = asker.known.value?.token;
    const taps = votes.taps();
    if (listed.length === 0 && !token) return;
    const fields = { tokens: listed, ...(token ? { asker: token } : {}) };
    const { status, body } = await send("/qa/mine", fields);
    if (status !== 200) return;
    const found = new Map(body.questions.map((one) => [one.token, one]));
    put(own.value.map((one) => found.get(one.token) ?? one));
    if (token === asker.known.value?.token && taps === votes.taps()) votes.own.value = new Set(body.votes);
  }

  // Words and votes are asked for anew when something of one's own has moved, not when a tap has just changed it.
  function follow(questions, now) {
    const moved = [whoMoved(), fatesMoved(questions), unknownAgain(questions, now)].some(Boolean);
    if (!moved) return;
    clearTimeout(asking);
    asking = setTimeout(refresh, first ? 0 : Math.random() * PATIENCE_MS);
    first = false;
  }

  function whoMoved() {
    const token = asker.known.value?.token;
    if (token === who) return first;
    if (who) votes.clear(); // another person's
    who = token;
    return true;
  }

  function fatesMoved(questions) {
    const about = [...own.value.filter(({ id }) => id), ...[...votes.own.value].map((id) => ({ id, state: "live" }))];
    const before = fates;
    fates = new Map(about.map((one) => {
      const { state, merged_into } = fateOf(questions, one);
      return [one.id, JSON.stringify([state, merged_into, textOf(questions, one.id)])];
    }));
    return [...fates].some(([id, fate]) => before.has(id) && before.get(id) !== fate);
  }

  function unknownAgain(questions, now) {
    const unknown = own.value.some((one) => one.id && !fateOf(questions, one).known);
    if (!unknown || now - asked_at < UNKNOWN_MS) return false;
    asked_at = now;
    return true;
  }

  async function step(one, path) {
    refused.value = "";
    const { status, body } = await send(path, { token: one.token }, { commandId: newCommandId(), again: unanswered });
    if (status === 200) put(own.value.map((other) => (other.token === one.token ? { ...other, state: body.state } : other)));
    else refused.value = body.message;
  }

  return { own, refused, add, refresh, follow, withdraw: (one) => step(one, "/qa/withdrawals"), renew: (one) => step(one, "/qa/renewals") };
}

export function Mine({ questions, mine }) {
  const own = mine.own.value.filter(({ id }) => id);
  if (own.length === 0) return null;
  return html`<section class="qa-mine" aria-labelledby="qa-mine"><h2 id="qa-mine">${t("My questions")}</h2>
    <ul>${own.map((one) => html`<${Own} key=${one.token} one=${one} questions=${questions} mine=${mine} />`)}</ul>
    <p class="qa-said" data-refused="true" role="alert">${mine.refused.value}</p></section>`;
}

function Own({ one, questions, mine }) {
  const fate = fateOf(questions, one);
  const on = goesOn(questions, one);
  const step = STEPS.indexOf(on.state) + 1;
  const text = fate.state === "live" || fate.state === "on_screen" ? textOf(questions, one.id) || one.text : one.text;
  const merged = fate.state === "merged" && textOf(questions, on.id);
  return html`<li class="qa-own" data-state=${fate.state}>
    <p class="qa-text">${text}</p>
    ${one.original && html`<p class="qa-about">${t("The chair put the words right. You wrote: %(text)s", { text: one.original })}</p>`}
    ${step > 0 && html`<div class="qa-steps" aria-hidden="true">${STEPS.map((name, at) => html`<i key=${name} data-done=${at < step}></i>`)}</div>`}
    <p class="qa-fate" role="status">${step === 0 && html`<span aria-hidden="true">${fate.state === "withdrawn" ? "↩ " : "✕ "}</span>`}${said(questions, one)}</p>
    ${merged && html`<p class="qa-about">${merged}</p>`}
    ${["pending", "live"].includes(fate.state) && html`<button type="button" class="qa-small" onClick=${() => mine.withdraw(one)}>${t("Withdraw this question")}</button>`}
    ${fate.state === "withdrawn" && html`<button type="button" class="qa-small" onClick=${() => mine.renew(one)}>${t("Put it back")}</button>`}
  </li>`;
}
