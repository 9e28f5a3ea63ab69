// Whether questions are taken, and until when.

import { html } from "../html.js";
import { Press } from "../console/controls.js";
import { chooses } from "../console/state.js";
import { number, t, time } from "../console/words.js";

const MINUTES = [10, 20, 30];

export function Intake({ panel: { intake, rules }, act, now }) {
  const open = intake.state !== "closed" && (intake.closes_at === null || now < intake.closes_at);
  return html`<section class="qm-intake" data-open=${open}>
    <p class="con-verdict">${open ? sentence(intake, now) : t("No questions are taken now.")}</p>
    <p class="con-why">${who(rules)}</p>
    ${chooses && (open ? html`<${Open} intake=${intake} act=${act} />` : html`<${Closed} act=${act} />`)}
  </section>`;
}

function sentence({ state, closes_at }, now) {
  if (state === "trial") return t("On trial: these questions vanish when it is meant in earnest.");
  if (closes_at === null) return t("Questions are taken until you close.");
  return t("Questions are taken until %(time)s, %(minutes)s minutes more.", { time: time(closes_at), minutes: number(Math.ceil((closes_at - now) / 60_000)) });
}

const WHO = { anybody: () => t("Anybody with the page may ask"), members: () => t("Only members who have checked in may ask") };
const NAMING = { named: () => t("with their name"), chair: () => t("named to the chair only"), anonymous: () => t("anonymously") };

const who = ({ who: those, naming, approval }) => t("%(who)s, %(naming)s; %(then)s", { who: WHO[those](), naming: NAMING[naming](), then: approval ? t("you read each question first.") : t("questions stand in the queue at once.") });

function Open({ intake, act }) {
  return html`<div class="con-ways">${intake.state === "trial" && html`<${Press} act=${act} path="/qa/opening" kind="main">${t("Now in earnest")}<//>`}
    <${Press} act=${act} path="/qa/closing">${t("Take no more questions")}<//></div>`;
}

function Closed({ act }) {
  return html`<div class="con-ways">${MINUTES.map((minutes) => html`<${Press} key=${minutes} act=${act} path="/qa/opening" fields=${{ minutes }}>${t("Open for %(minutes)s minutes", { minutes: number(minutes) })}<//>`)}
    <${Press} act=${act} path="/qa/opening">${t("Open until I close")}<//>
    <${Press} act=${act} path="/qa/trial" kind="small"><span>${t("Try it first")}</span><//></div>`;
}
