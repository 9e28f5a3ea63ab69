// Typing for somebody: a slip of paper, a person who dictates, or a question that is put at a microphone.

import { newCommandId, send, unanswered } from "../command.js";
import { html, signal } from "../html.js";
import { page } from "../page.js";
import { number, t } from "../texts.js";
import { anotherAsker, makeDraft } from "./draft.js";
import { fits, Name, Whom, Words } from "./form.js";
import { taken, Until } from "./intake.js";
import { nowhere } from "./keep.js";
import { Note } from "./note.js";
import { Place } from "./place.js";
import { useResend } from "./resend.js";
import { Shown, words } from "./shown.js";

const SENT_SHOWN = 5;
const WAYS = [["slip", () => t("Paper slip")], ["volunteer", () => t("Somebody dictates")], ["microphone", () => t("Microphone")]];

const asker = { known: signal(null), act: (path, fields, commandId) => send(path, fields, { commandId, again: unanswered }) };
const sent = signal([]); // what was typed here, the newest first
const mine = { add: (one) => one.id && (sent.value = [one, ...sent.value].slice(0, SENT_SHOWN)) };
const asking = makeDraft({ kept: nowhere, asker, mine, way: "slip", after: anotherAsker });

export function Helper({ live }) {
  const snapshot = live.snapshot.value;
  const linked = live.link.value === "live";
  live.tick.value;
  useResend(asking, linked, snapshot?.questions);
  if (!snapshot) return html`<p class="calm" role="status">${t("Connecting to the meeting …")}</p>`;
  const { questions } = snapshot;
  return html`<div class="helper qa">
    <header><p>${snapshot.meeting.title} · ${page.device.name}</p>${!linked && html`<p class="stand-away" role="status">▲ ${t("no connection")}</p>`}</header>
    ${questions ? html`<${Form} questions=${questions} now=${live.now()} />` : html`<p class="qa-none">${t("No questions are taken now.")}</p>`}
    <aside>${questions && html`<${Shown} questions=${questions} now=${live.now()} /><${Sent} />`}<${Note} /></aside>
  </div>`;
}

function Form({ questions, now }) {
  const { text, respondent, name, place, way } = asking.draft.value;
  const { name: state, sentence, number: arrived, stands } = asking.state.value;
  const spoken = way === "microphone";
  const ready = state !== "sending" && (fits(text, questions.characters_most) || (spoken && !text.trim() && place));
  const submit = (event) => {
    event.preventDefault();
    if (ready) asking.deliver(questions);
  };
  return html`<form class="helper-form" onSubmit=${submit} autocomplete="off">
    <h1>${t("A question for somebody")}</h1>
    ${!taken(questions, now) && html`<${Until} questions=${questions} now=${now} />`}
    <fieldset class="qa-whom"><legend>${t("How does it come?")}</legend>
      ${WAYS.map(([key, word]) => html`<label key=${key}><input type="radio" name="way" checked=${key === way} onChange=${() => asking.edit({ way: key, place: "" })} /><span>${word()}</span></label>`)}</fieldset>
    ${spoken && html`<${Place} place=${place} onPlace=${(chosen) => asking.edit({ place: chosen })} />`}
    <${Words} key=${way} text=${text} most=${questions.characters_most} label=${spoken ? t("The question; its words may come later") : t("The question, word for word")} onText=${(given) => asking.edit({ text: given })} />
    <${Whom} respondents=${questions.respondents} chosen=${respondent} onChoose=${(id) => asking.edit({ respondent: id })} />
    ${questions.naming !== "anonymous" && html`<${Name} name=${name} label=${t("Who asks, if they say so")} onName=${(given) => asking.edit({ name: given })} />`}
    ${questions.naming === "anonymous" && html`<p class="qa-sees">${t("Anonymous: the file of the meeting holds nothing of who asked: no name, no number, no device.")}</p>`}
    <div class="helper-send"><p class="qa-said" data-refused=${state === "refused" || state === "unsent"} data-arrived=${state === "arrived"} role="status">${said(state, sentence, arrived, stands)}</p>
      <button class="qa-main" disabled=${!ready}>${state === "sending" ? t("Sending …") : state === "unsent" ? t("Send it again now") : t("Send the question")}</button></div>
  </form>`;
}

function said(state, sentence, arrived, stands) {
  if (state === "unsent") return t("No connection. What was typed stays here and is sent as soon as the connection is back.");
  if (state !== "arrived") return sentence;
  return stands === "live" ? t("Question %(number)s has arrived and stands in the queue.", { number: arrived }) : t("Question %(number)s has arrived. The chair reads it first.", { number: arrived });
}

function Sent() {
  if (sent.value.length === 0) return null;
  return html`<section class="qa-mine"><h2>${t("Typed here")}</h2><ul>${sent.value.map((one) => html`<li class="qa-own" key=${one.token}>
    <p class="qa-about">${t("Question %(number)s", { number: number(one.id) })}</p><p class="qa-text">${words(one)}</p>
    ${one.state === "withdrawn" ? html`<p class="qa-fate">↩ ${t("Withdrawn.")}</p>` : html`<button type="button" class="qa-small" onClick=${() => takeBack(one)}>${t("Take it back")}</button>`}
    <p class="qa-said" data-refused="true" role="alert">${one.refused}</p></li>`)}</ul></section>`;
}

async function takeBack(one) {
  const { status, body } = await send("/qa/withdrawals", { token: one.token }, { commandId: newCommandId(), again: unanswered });
  const now = status === 200 ? { ...one, state: "withdrawn", refused: "" } : { ...one, refused: body.message };
  sent.value = sent.value.map((other) => (other.token === one.token ? now : other));
}
