// The votes by hands that were recorded: told with their arithmetic, taken back, or replaced by a poll.

import { html } from "../html.js";
import { Press } from "../console/controls.js";
import { listed, number, t, time } from "../console/words.js";
import { chooses, clock } from "../console/state.js";
import { sentenceOf } from "../verdict.js";
import { Text, useFields } from "./fields.js";

const QUIETLY_MS = 10_000;
const ON_POLLS = ["motion", "offices"];

// `polls`: the rules of the meeting know a poll; it is demanded at once, on the last vote that stands.
export function HandsList({ panel, act, onPoll }) {
  const { hands, polls } = panel;
  if (!hands.length) return null;
  const last = hands.find(({ taken_back: back }) => back === null);
  return html`<section class="con-list"><h3>${t("Votes by hands")}</h3><ul class="vote-noted">${hands.map((one) => html`<li key=${one.id} data-back=${one.taken_back !== null || one.poll !== null}><${Told} one=${one} />
    ${act && chooses && one.taken_back === null && html`${(one.poll !== null || (polls && one === last && ON_POLLS.includes(one.subject))) && html`<${Poll} one=${one} act=${act} onPoll=${onPoll} />`}<${Back} one=${one} act=${act} />`}</li>`)}</ul></section>`;
}

function Told({ one }) {
  const back = one.taken_back === null ? "" : one.taken_back ? t("taken back: %(reason)s", { reason: one.taken_back }) : t("taken back, recorded in error");
  const poll = one.poll === null ? "" : one.poll ? t("%(name)s demanded a poll: it decides instead", { name: one.poll }) : t("a poll was demanded: it decides instead");
  return html`<time>${time(one.at)}</time> <span><b>${one.title}</b> ${one.names.length > 0 && `(${listed(one.names)})`} · ${saidOf(one)}</span>${(back || poll) && html` <b class="con-unmet">${[poll, back].filter(Boolean).join(" · ")}</b>`}`;
}

function saidOf(one) {
  if (one.told) return sentenceOf(one.told);
  const counts = one.votes === null ? "" : ` · ${t("%(votes)s for, %(against)s against, %(abstain)s abstain, of %(present)s present", { votes: number(one.votes), against: number(one.against), abstain: number(one.abstain), present: number(one.present) })}`;
  return `${one.carried ? t("adopted") : t("not adopted")}${counts}`;
}

// Demanded it is prepared next; until then the demand may be withdrawn.
function Poll({ one, act, onPoll }) {
  const form = useFields({ name: "" });
  const path = `/ballots/hands/${one.id}`;
  if (one.poll_prepared) return html`<p class="con-note">${t("The poll on this is prepared.")}</p>`;
  if (one.poll !== null) return html`<div class="con-do">${onPoll && html`<button type="button" class="con-button con-go" onClick=${() => onPoll(one)}>${t("Prepare the poll: %(title)s", { title: one.title })}</button>`}<${Press} act=${act} path=${`${path}/no-poll`} kind="small">${t("The demand is withdrawn")}<//></div>`;
  return html`<details class="con-settings"><summary>${t("A poll is demanded")}</summary><p class="con-note">${t("The poll decides instead of the hands, by shares or by all votes; what the hands said is told as replaced.")}</p><${Text} label=${t("Demanded by (may be empty)")} name="name" of=${form} most="60" />
    <div class="con-do"><${Press} act=${act} path=${`${path}/poll`} fields=${form[0].name.trim() ? { name: form[0].name.trim() } : {}} kind="main">${t("Record: a poll is demanded")}<//></div></details>`;
}

// Ten seconds without a word; then with a reason.
function Back({ one, act }) {
  const late = clock.value - one.at > QUIETLY_MS;
  const form = useFields({ reason: "" });
  const reason = form[0].reason.trim();
  const path = `/ballots/hands/${one.id}/back`;
  if (!late) return html`<${Press} act=${act} path=${path} kind="small">${t("Take back")}<//>`;
  return html`<details class="con-settings"><summary>${t("Take back")}</summary><${Text} label=${t("Reason")} name="reason" of=${form} most="280" /><div class="con-do"><${Press} act=${act} path=${path} fields=${{ reason }} kind="small" disabled=${!reason}>${t("Take this vote back")}<//></div></details>`;
}
