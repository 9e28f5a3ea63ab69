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
  let last = "";
  let who = asker.known.value?.token;
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
    if (listed.length === 0 && !token) return;
    const fields = { tokens: listed, ...(token ? { asker: token } : {}) };
    const { status, body } = await send("/qa/mine", fields);
    if (status !== 200) return;
    const found = new Map(body.questions.map((one) => [one.token, one]));
    put(own.value.map((one) => found.get(one.token) ?? one));
    if (token === asker.known.value?.token) votes.own.value = new Set(body.votes);
  }

  // Words and votes are asked for anew when something of one's own has moved.
  function follow(questions, now) {
    if (who !== (who = asker.known.value?.token)) votes.clear();
    const about = [...own.value.filter(({ id }) => id), ...[...votes.own.value].map((id) => ({ id, state: "live" }))];
    const fates = about.map((one) => [one, fateOf(questions, one)]);
    const unknown = fates.some(([, { known }]) => !known) ? Math.floor(now / UNKNOWN_MS) : 0;
    const signature = JSON.stringify([fates.map(([{ id }, { state, merged_into }]) => [id, state, merged_into, textOf(questions, id)]), unknown, who]);
    if (signature === last) return;
    const wait = last ? Math.random() * PATIENCE_MS : 0;
    last = signature;
    clearTimeout(asking);
    asking = setTimeout(refresh, wait);
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
