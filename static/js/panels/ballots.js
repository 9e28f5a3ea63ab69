// The voting: the round at hand, one act at a time; everything else one tap away.

import { html, useState } from "../html.js";
import { voided } from "../voided.js";
import { chooses } from "../console/state.js";
import { listed, number, t } from "../console/words.js";
import { elects } from "../verdict.js";
import { After } from "../ballots/after.js";
import { Candidates } from "../ballots/candidates.js";
import { Counting, Doubtful, Signing } from "../ballots/count.js";
import { Decision, Decisions } from "../ballots/elsewhere.js";
import { Hands } from "../ballots/hands.js";
import { HandsList } from "../ballots/hands_list.js";
import { againOf, failed, firstOfPoll } from "../ballots/next.js";
import { Acceptance, Report, Reported, waitsForAcceptance } from "../ballots/outcome.js";
import { Issue } from "../ballots/issuing.js";
import { Boxes, OpenVoting, PapersBack, PapersOut, Voting } from "../ballots/papers.js";
import { Prepare } from "../ballots/prepare.js";
import { Adopt, ChangeRules, RulesList } from "../ballots/rules.js";
import { KINDS, STATES } from "../ballots/words.js";

export { cue, figures } from "../ballots/cue.js";

const OVER = ["declared", "accepted", "declined", "awaiting_approval", "void"];

export function render(panel, snapshot, act) {
  return html`<${Ballots} panel=${panel} act=${act} />`;
}

function Ballots({ panel, act }) {
  const [open, setOpen] = useState(null); // "next" | "hands" | "decision" | "rules" | "candidates"
  const { round } = panel;
  const back = () => setOpen(null);
  const poll = (one) => setOpen({ next: firstOfPoll(panel, one) });
  if (!chooses) return html`<div class="con-panel"><${Watched} panel=${panel} /></div>`;
  if (open === "hands") return html`<div class="con-panel vote"><${Hands} panel=${panel} act=${act} onBack=${back} /></div>`;
  if (open === "decision") return html`<div class="con-panel vote"><${Decision} panel=${panel} act=${act} onBack=${back} /></div>`;
  if (!round || open?.next) return html`<div class="con-panel vote"><h2>${t("Prepare a round")}</h2><${Prepare} key=${`${round?.id} ${open?.next?.poll_of} ${open?.next?.like_round}`} panel=${panel} act=${act} first=${open?.next} onDone=${back} onBack=${round ? back : null} />
    ${!round && html`<${Ways} panel=${panel} onOpen=${setOpen} />`}<${HandsList} panel=${panel} act=${act} onPoll=${poll} /><${Decisions} decisions=${panel.decisions} /></div>`;
  const step = stepOf(round, open);
  return html`<div class="con-panel vote"><${Head} round=${round} step=${step} />
    ${(failed(round) || (OVER.includes(round.state) && !waits(round))) && !open && html`<${Next} panel=${panel} onOpen=${setOpen} />`}
    <${step.Part} key=${`${round.id}${step.key}`} panel=${panel} round=${round} act=${act} onDone=${back} onBack=${open ? back : null} />
    ${round.state === "prepared" && !open && html`<div class="con-ways"><button type="button" class="con-alt" onClick=${() => setOpen("candidates")}>${t("Change the names")}</button>${!round.rules_hash && html`<button type="button" class="con-alt" onClick=${() => setOpen("rules")}>${t("Change the rules")}</button>`}</div>`}
    ${!open && html`<${After} key=${round.id} round=${round} act=${act} /><${Ways} panel=${panel} onOpen=${setOpen} /><${HandsList} panel=${panel} act=${act} onPoll=${poll} /><${Decisions} decisions=${panel.decisions} /><${Earlier} panel=${panel} />`}</div>`;
}

const waits = (round) => round.state !== "void" && waitsForAcceptance(round);

// The one act that is next, and what it is called.
function stepOf(round, open) {
  if (open === "rules") return { key: "rules", title: t("The rules"), Part: ChangeRules };
  if (open === "candidates") return { key: "candidates", title: t("Who stands"), Part: Candidates };
  const { state } = round;
  if (state === "prepared") {
    if (!round.candidates.length) return { key: "candidates", title: t("Who stands"), Part: Candidates };
    if (!round.rules_hash) return { key: "adopt", title: t("Adopt the rules"), Part: Adopt };
    return round.boxes.length ? { key: "issue", title: t("Count the present"), Part: Issue } : { key: "boxes", title: t("Seal the boxes"), Part: Boxes };
  }
  if (state === "issuing") {
    if (!round.boxes.length) return { key: "boxes", title: t("Seal the boxes"), Part: Boxes };
    return round.issued === null ? { key: "out", title: t("Hand out the papers"), Part: PapersOut } : { key: "open", title: t("Open the voting"), Part: OpenVoting };
  }
  return { key: state, ...STEPS[state](round) };
}

const after = (round) => ({ title: elects(round) ? t("The elected") : t("The result is declared"), Part: Acceptance });
const STEPS = {
  voting: () => ({ title: t("Voting"), Part: Voting }), closed: () => ({ title: t("Count the papers that came back"), Part: PapersBack }), returned: () => ({ title: t("Doubtful papers, then the count"), Part: Doubtful }),
  counting: () => ({ title: t("The count"), Part: Counting }), counted: () => ({ title: t("Signatures"), Part: Signing }), signed: () => ({ title: t("The result"), Part: Report }), reported: () => ({ title: t("After the result"), Part: Reported }),
  declared: after, accepted: after, declined: after, awaiting_approval: after, void: ({ annulled }) => ({ title: annulled ? t("The round is annulled") : t("The round is void"), Part: Voided }),
};

// A title that says what kind of vote it is says it once.
const kindOf = ({ kind, title }) => [KINDS[kind]?.()].filter((word) => word && !title.toLowerCase().includes(word.toLowerCase()))[0];

function Head({ round, step }) {
  return html`<div class="vote-head"><h2>${step.title}</h2><p class="vote-round"><b>${round.title}</b> <span>${[kindOf(round), STATES[round.state](), listed(round.offices.map(({ name, seats }) => (round.ballot === "motion" ? "" : `${name} ${number(seats)}`)).filter(Boolean))].filter(Boolean).join(" · ")}</span></p></div>`;
}

function Voided({ round }) {
  return html`<p class="con-why">${voided(round.void_reason)}</p><p class="con-note">${t("The papers are sealed and kept; a new round is prepared.")}</p>`;
}

// What follows: a runoff among the tied, the empty seats, or another vote.
function Next({ panel, onOpen }) {
  const { round } = panel;
  const again = againOf(round, panel);
  return html`<div class="con-do">${again && html`<button type="button" class="con-button con-go" onClick=${() => onOpen({ next: again.first })}>${again.words}</button>`}
    <button type="button" class=${`con-button ${again ? "con-plain" : "con-go"}`} onClick=${() => onOpen({ next: {} })}>${t("Prepare another round")}</button></div>`;
}

function Ways({ panel, onOpen }) {
  return html`<div class="con-ways"><button type="button" class="con-alt" onClick=${() => onOpen("hands")}>${t("A vote by hands")}</button><button type="button" class="con-alt" onClick=${() => onOpen("decision")}>${t("Record a committee's decision")}</button></div>`;
}

function Earlier({ panel: { earlier, round } }) {
  const before = earlier.filter(({ id }) => id !== round.id);
  if (!before.length) return null;
  return html`<section class="con-list"><h3>${t("Earlier rounds")}</h3><ul class="vote-noted">${before.map((one) => html`<li key=${one.id}><b>${one.title}</b> <span>${KINDS[one.kind]?.()} · ${STATES[one.state]()}</span></li>`)}</ul></section>`;
}

// Who only watches sees the state and the rules.
function Watched({ panel }) {
  const { round } = panel;
  if (!round) return html`<h2>${t("Voting")}</h2><p class="con-why">${t("No round has been prepared yet.")}</p>`;
  return html`<h2>${round.title}</h2><p class="con-why">${STATES[round.state]()}</p><${RulesList} round=${round} />`;
}
