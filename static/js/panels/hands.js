// A vote by hands as a step of the agenda: the words to say, then the voting's own pages of hands and of rules.

import { html } from "../html.js";
import { Hands } from "../ballots/hands.js";
import { Adopt } from "../ballots/rules.js";
import { choose } from "../console/agenda.js";
import { HandsList } from "../ballots/hands_list.js";
import { chooses } from "../console/state.js";
import { listed, number, t, time } from "../console/words.js";

const SUBJECTS = { rules: "rules", scrutineers: "scrutineers" };
const HANDS = () => t("Those in favour, please raise your hands. Those against? Who abstains?");

// The round whose rules wait for the meeting.
const waiting = ({ round }) => (round?.state === "prepared" && !round.rules_hash ? round : null);

export function cue({ proposed }, { panels }, { kind, title }) {
  const round = waiting(panels.ballots);
  const asked = kind === "scrutineers" ? (proposed.length ? t("As scrutineers are proposed: %(names)s.", { names: listed(proposed) }) : t("The scrutineers who are proposed are read out."))
    : kind === "rules" ? (round ? t("The rules of the election “%(round)s” were read out.", { round: round.title }) : t("The rules of the election were read out.")) : t("The meeting votes on: %(title)s.", { title: t(title) });
  return `${asked} ${HANDS()}`;
}

export function render(panel, snapshot, act, step) {
  const { ballots } = snapshot.panels;
  const told = ballots.hands.filter(({ taken_back: back }) => back === null).filter(({ subject, title }) => (SUBJECTS[step.kind] ? subject === step.kind : title === t(step.title)));
  const round = step.kind === "rules" ? waiting(ballots) : null;
  return html`<div class="con-panel vote" key=${step.key}><h2>${t(step.title)}</h2>
    ${step.state !== "done" && html`<p class="con-why">${cue(panel, snapshot, step)}</p>`}
    ${step.state !== "done" && chooses && (round ? html`<${Adopt} key=${round.id} round=${round} act=${act} />`
      : html`<${Hands} panel=${ballots} act=${act} fixed=${{ title: t(step.title), subject: SUBJECTS[step.kind] ?? "motion", names: step.kind === "scrutineers" ? panel.proposed : null }} />`)}
    ${step.kind === "rules" && step.state !== "done" && chooses && !round && html`<${Preparing} agenda=${snapshot.agenda} />`}
    ${told.map((one) => html`<${Told} key=${one.id} one=${one} />`)}
    ${told.length > 0 && html`<${HandsList} panel=${{ ...ballots, hands: told }} act=${act} />`}
  </div>`;
}

// Rules are adopted as a text that exists: the round's own are prepared in the step of the vote.
function Preparing({ agenda }) {
  const vote = agenda.find(({ panel }) => panel === "ballots");
  return vote ? html`<div class="con-do"><button type="button" class="con-button con-main" onClick=${() => choose(vote.key)}>${t("Prepare the round and its rules")}</button></div>` : null;
}

function Told({ one: { carried, votes, against, abstain, at, names } }) {
  const counts = votes === null ? t("by a clear majority") : t("%(for)s for, %(against)s against, %(abstain)s abstained", { for: number(votes), against: number(against), abstain: number(abstain) });
  return html`<section class="agenda-told"><p class=${`con-verdict ${carried ? "con-met" : "con-unmet"}`}>${carried ? t("✓ adopted") : t("✕ not adopted")} <span>${counts} · ${time(at)}</span></p>
    ${names.length > 0 && html`<p>${listed(names)}</p>`}</section>`;
}
