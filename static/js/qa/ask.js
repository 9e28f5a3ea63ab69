// Asking from a phone: what is written stays on it until the laptop has the question.

import { html } from "../html.js";
import { language, t } from "../texts.js";
import { needsBadge } from "./asker.js";
import { Badge } from "./badge.js";
import { fateOf } from "./fate.js";
import { fits, Name, WhoSees, Whom, Words } from "./form.js";
import { taken, Until } from "./intake.js";

export function Ask({ questions, asker, asking, now }) {
  const open = taken(questions, now);
  const badge = needsBadge(questions, asker);
  return html`<section class="qa-ask" aria-labelledby="qa-ask">
    <h2 id="qa-ask">${t("Ask a question")}</h2>
    <${Until} questions=${questions} now=${now} />
    ${badge ? (open || questions.live_count > 0) && html`<${Badge} asker=${asker} />` : html`<${Form} questions=${questions} asker=${asker} asking=${asking} open=${open} />`}
  </section>`;
}

function Form({ questions, asker, asking, open }) {
  const { text, respondent, name } = asking.draft.value;
  const sending = asking.state.value.name === "sending";
  const member = asker.known.value?.name;
  const nameless = questions.naming === "named" && !member && !name.trim();
  const ready = open && !sending && fits(text, questions.characters_most) && !nameless;
  const submit = (event) => {
    event.preventDefault();
    if (ready) asking.deliver(questions);
  };
  if (!open && !text) return html`<${Said} questions=${questions} asking=${asking} open=${open} />`;
  return html`<form onSubmit=${submit}>
    <${Whom} respondents=${questions.respondents} chosen=${respondent} disabled=${sending} onChoose=${(id) => asking.edit({ respondent: id })} />
    <${Words} text=${text} most=${questions.characters_most} disabled=${sending} onText=${(words) => asking.edit({ text: words })} />
    ${questions.naming !== "anonymous" && !member && html`<${Name} name=${name} disabled=${sending} onName=${(given) => asking.edit({ name: given })}
      label=${questions.naming === "named" ? t("Your name") : t("Your name, if you like")} />`}
    <button class="qa-main" disabled=${!ready} aria-busy=${sending}>${buttonWord(asking.state.value.name)}</button>
    <${Said} questions=${questions} asking=${asking} open=${open} nameless=${nameless && fits(text, questions.characters_most)} />
    <${WhoSees} naming=${questions.naming} name=${member} />
    ${member && html`<button type="button" class="qa-small" onClick=${asker.forget}>${t("Not %(name)s? Read another badge", { name: member })}</button>`}
  </form>`;
}

function buttonWord(state) {
  if (state === "sending") return t("Sending …");
  return state === "unsent" ? t("Send it again now") : t("Send the question");
}

function Said({ questions, asking, open, nameless }) {
  const { name, sentence, number, stands } = asking.state.value;
  if (name === "arrived" && fateOf(questions, { id: number, state: stands }).state !== stands) return null; // it has gone on
  const text = asking.draft.value.text;
  const said = {
    writing: () => (!open && text ? t("What you wrote is kept on this phone.") : nameless ? t("Questions are asked by name: please give your name.") : ""),
    sending: () => t("Your question is on its way."),
    unsent: () => t("No connection. Your question is kept on this phone and sent as soon as the connection is back."),
    refused: () => [sentence, t("What you wrote is kept on this phone.")].join(language === "en" ? " " : ""),
    arrived: () => stands === "live" ? t("Question %(number)s has arrived and stands in the queue.", { number }) : t("Question %(number)s has arrived. The chair reads it first.", { number }),
  };
  return html`<p class="qa-said" data-refused=${["refused", "unsent"].includes(name)} data-arrived=${name === "arrived"} role="status">${said[name]()}</p>`;
}
