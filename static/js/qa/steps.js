// What one person can do at a shared tablet, one thing at a time.

import { send, unanswered } from "../command.js";
import { AskToSpeak } from "../floor/ask.js";
import { phrase } from "../hall/type.js";
import { html } from "../html.js";
import { page } from "../page.js";
import { t } from "../texts.js";
import { needsBadge } from "./asker.js";
import { Badge } from "./badge.js";
import { fits, Name, WhoSees, Whom, Words } from "./form.js";
import { taken, Until } from "./intake.js";
import { Queue } from "./queue.js";
import { useResend } from "./resend.js";
import { speak } from "./session.js";
import { Shown } from "./shown.js";

export function Home({ person, snapshot, now }) {
  const { questions, speeches } = snapshot;
  const go = (step) => () => (person.step.value = step);
  const { sentence, refused } = person.asker.reading.value;
  return html`<div class="stand-home">
    <h1>${phrase(snapshot.meeting.title)}</h1>
    ${questions && html`<${Shown} questions=${questions} now=${now} /><${Until} questions=${questions} now=${now} />`}
    ${person.asker.known.value?.name && html`<p class="stand-who">${person.asker.known.value.name}</p>`}
    ${sentence && html`<p class="qa-said" data-refused=${refused} role=${refused ? "alert" : "status"}>${sentence}</p>`}
    <div class="stand-choices">
      ${questions && taken(questions, now) && html`<button type="button" onClick=${go("ask")}><b>${t("Ask a question")}</b></button>`}
      ${questions?.live_count > 0 && html`<button type="button" onClick=${go("support")}><b>${t("Support a question")}</b></button>`}
      ${speeches?.state === "open" && html`<button type="button" onClick=${go("speak")}><b>${t("Ask to speak")}</b><span>${speeches.title}</span></button>`}
    </div>
    ${!questions && !speeches && html`<p class="qa-none">${t("No questions are taken now.")}</p>`}
    <nav>${Object.entries(page.languages).map(([code, name]) => html`<button type="button" key=${code} lang=${code} aria-pressed=${code === page.language} onClick=${() => speak(code)}>${name}</button>`)}</nav>
  </div>`;
}

export function Ask({ person, snapshot: { questions }, linked, now }) {
  const { asker, asking, sent } = person;
  useResend(asking, linked, questions);
  if (sent.value) return html`<${Sent} person=${person} />`;
  return html`<section class="stand-ask"><h1>${t("Ask a question")}</h1><${Until} questions=${questions} now=${now} />
    ${needsBadge(questions, asker) ? html`<${Badge} asker=${asker} first />` : html`<${Form} person=${person} questions=${questions} open=${taken(questions, now)} />`}</section>`;
}

function Form({ person: { asker, asking }, questions, open }) {
  const { text, respondent, name } = asking.draft.value;
  const { name: state, sentence } = asking.state.value;
  const member = asker.known.value?.name;
  const named = questions.naming !== "named" || member || name.trim();
  const ready = open && named && state !== "sending" && fits(text, questions.characters_most);
  const submit = (event) => {
    event.preventDefault();
    if (ready) asking.deliver(questions);
  };
  return html`<form class="stand-form" onSubmit=${submit} autocomplete="off">
    <div><${Whom} respondents=${questions.respondents} chosen=${respondent} onChoose=${(id) => asking.edit({ respondent: id })} />
    ${questions.naming !== "anonymous" && !member && html`<${Name} name=${name} onName=${(given) => asking.edit({ name: given })} label=${questions.naming === "named" ? t("Your name") : t("Your name, if you like")} />`}
    <${WhoSees} naming=${questions.naming} name=${member} /></div>
    <div><${Words} text=${text} most=${questions.characters_most} disabled=${state === "sending"} first onText=${(words) => asking.edit({ text: words })} />
    <button class="qa-main" disabled=${!ready}>${state === "sending" ? t("Sending …") : state === "unsent" ? t("Send it again now") : t("Send the question")}</button>
    <p class="qa-said" data-refused="true" role="alert">${state === "unsent" ? t("No connection: the question has not been sent yet. Stay a moment, or tell a volunteer.") : sentence}</p></div>
  </form>`;
}

function Sent({ person: { asking, sent } }) {
  const { id, token, text, state } = sent.value;
  const back = async () => {
    const { status, body } = await send("/qa/withdrawals", { token }, { again: unanswered });
    if (status === 200) sent.value = { ...sent.value, state: "withdrawn" };
    else asking.state.value = { name: "refused", sentence: body.message };
  };
  const said = {
    pending: () => t("Question %(number)s has arrived. The chair reads it first.", { number: id }),
    live: () => t("Question %(number)s has arrived and stands in the queue.", { number: id }),
    withdrawn: () => t("Question %(number)s is withdrawn.", { number: id }),
  };
  return html`<section class="stand-sent" data-state=${state}><p class="stand-mark" aria-hidden="true">${state === "withdrawn" ? "↩" : "✓"}</p>
    <h1><span role="status">${said[state]()}</span></h1><p class="qa-text">${text}</p>
    ${state !== "withdrawn" && html`<button type="button" class="qa-small" onClick=${back}>${t("Withdraw this question")}</button>`}
    ${asking.state.value.name === "refused" && html`<p class="qa-said" data-refused="true" role="alert">${asking.state.value.sentence}</p>`}</section>`;
}

export function Support({ person: { asker, votes }, snapshot: { questions } }) {
  if (needsBadge(questions, asker)) return html`<section class="stand-ask"><h1>${t("Support a question")}</h1><${Badge} asker=${asker} first /></section>`;
  return html`<div class="stand-support"><${Queue} questions=${questions} votes=${votes} /></div>`;
}

export function Speak({ snapshot: { speeches } }) {
  return html`<section class="stand-speak"><h1>${t("Ask to speak")}</h1>${speeches ? html`<p class="qa-none">${speeches.title}</p><${AskToSpeak} list=${speeches} />` : html`<p>${t("The list of speakers is closed.")}</p>`}</section>`;
}
