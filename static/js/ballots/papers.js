// The papers and their ledger: present frozen, boxes sealed, papers out, voting, last call, closed, papers back.

import { html } from "../html.js";
import { page } from "../page.js";
import { Hold, Press } from "../console/controls.js";
import { Figure, Figures } from "../console/figures.js";
import { number, t } from "../console/words.js";
import { sentenceOf } from "../verdict.js";
import { lines, Area, Num, useFields, whole } from "./fields.js";

const path = (round, what) => `/ballots/rounds/${round.id}/${what}`;

export function Ledger({ round }) {
  if (round.present_votes === null) return null;
  return html`<${Figures}>${round.rules.papers_are === "votes" && html`<${Figure} label=${t("Votes present, additional ones included")} value=${round.present_weight} of=${t("of %(base)s", { base: number(round.eligible_weight) })} />`}${round.present_votes > 0 && html`<${Figure} label=${t("Present with a vote")} value=${round.present_votes} of=${round.needed === null ? "" : t("needed %(needed)s", { needed: number(round.needed) })} />`}
    <${Figure} label=${t("Printed")} value=${round.printed} /><${Figure} label=${t("Issued")} value=${round.issued} /><${Figure} label=${t("Exchanged")} value=${round.exchanged} /><${Figure} label=${t("Kept and cut")} value=${round.spare} />
    <${Figure} label=${t("Returned")} value=${round.returned} note=${round.late ? t("%(late)s late, enveloped", { late: number(round.late) }) : null} />
    ${Object.values(round.proxy_papers).some(Boolean) && html`<${Figure} label=${t("Taken back from proxies")} value=${round.proxy_papers.taken_back} note=${proxyNote(round.proxy_papers)} />`}<//>`;
}

const proxyNote = ({ in_box, waiting }) => [
  in_box > 0 && t("%(count)s in the box already", { count: number(in_box) }), waiting > 0 && t("%(count)s not settled: see Check-in", { count: number(waiting) }),
].filter(Boolean).join(" · ");

// What the staff noted before the vote; their page is one tap away.
export function Early({ round }) {
  if (!round.early) return null;
  const { delivered, returned, opinion, lost } = round.early;
  const named = round.ballot_form === "named";
  return html`<p class="con-sum"><span>${named ? t("Papers delivered: %(delivered)s; came back before the vote: %(returned)s.", { delivered: number(delivered), returned: number(returned) }) : t("Opinions in writing: %(n)s. Who comes in person votes in person.", { n: number(opinion) })}</span> <a class="con-alt" href=${`/early?device=${page.device.id}`} target="_blank">${named ? t("Note deliveries") : t("Note opinions")}</a></p>
    ${lost.length > 0 && html`<p class="con-sum"><b class="con-unmet">▲</b> <span>${t("Came back before the vote and is not among the papers counted: %(units)s. Look for it before the result is signed.", { units: lost.join(", ") })}</span></p>`}`;
}

// Where the papers that come back tell whether the round is valid: how many are needed, and once they are back the verdict.
export function Turnout({ round }) {
  const { valid } = round.rules;
  if (valid?.base !== "returned") return null;
  if (round.validity?.base === "returned") {
    const { met, sentence } = round.validity;
    return html`<p class="con-sum"><b class=${met ? "con-met" : "con-unmet"}>${met ? "✓" : "✕"}</b> <span>${sentenceOf(sentence)}</span></p>`;
  }
  const part = (valid.numerator * round.eligible) / valid.denominator;
  const needed = Math.max(1, valid.operator === ">" ? Math.floor(part) + 1 : Math.ceil(part));
  return html`<p class="con-note">${round.issued === null || round.issued >= needed ? t("The round is valid when %(needed)s of %(eligible)s papers come back.", { needed: number(needed), eligible: number(round.eligible) })
    : t("The round is valid when %(needed)s of %(eligible)s papers come back: %(missing)s more must be handed out at least.", { needed: number(needed), eligible: number(round.eligible), missing: number(needed - round.issued) })}</p>`;
}

export function Boxes({ round, act }) {
  const form = useFields({ seals: round.boxes.map(({ seal }) => seal).join("\n") });
  const seals = lines(form[0].seals);
  return html`<p class="con-why">${t("Show that each box is empty, then seal it.")}</p><${Area} label=${t("The number of each box's seal, one on each line")} name="seals" of=${form} rows="3" />
    <div class="con-do"><${Press} act=${act} path=${path(round, "boxes")} fields=${{ seals }} kind="go" disabled=${!seals.length}>${seals.length < 2 ? t("The box is sealed") : t("%(count)s boxes are sealed", { count: number(seals.length) })}<//></div>`;
}

export function PapersOut({ round, act }) {
  const form = useFields({ issued: "", exchanged: "0", spare: "" });
  const [fields] = form;
  const [issued, exchanged, spare] = ["issued", "exchanged", "spare"].map((name) => whole(fields[name]));
  const missing = issued === null || spare === null ? null : round.printed - issued - (exchanged ?? 0) - spare;
  return html`<${Turnout} round=${round} /><p class="con-why">${t("Count what was handed out, what was exchanged for a spoilt paper, and what is left; spare papers are cut.")}</p>
    ${round.proxy_papers.waiting > 0 && html`<p class="con-sum"><b class="con-unmet">▲</b> <span>${t("%(count)s people have come in person whom others represent: a paper taken back and given on is issued once.", { count: number(round.proxy_papers.waiting) })}</span></p>`}
    <div class="con-vote"><div class="con-fields"><${Num} label=${t("Issued")} name="issued" of=${form} /><${Num} label=${t("Exchanged")} name="exchanged" of=${form} /><${Num} label=${t("Kept and cut")} name="spare" of=${form} /></div></div>
    ${missing !== null && html`<p class="con-sum"><b class=${missing ? "con-unmet" : "con-met"}>${missing ? "▲" : "✓"}</b> <span>${t("Issued %(issued)s + exchanged %(exchanged)s + kept %(spare)s = %(sum)s; printed %(printed)s", { issued: number(issued), exchanged: number(exchanged ?? 0), spare: number(spare), sum: number(round.printed - missing), printed: number(round.printed) })}</span></p>`}
    <div class="con-do"><${Press} act=${act} path=${path(round, "papers-out")} fields=${{ issued, exchanged: exchanged ?? 0, spare }} kind="go" disabled=${issued === null || spare === null}>${t("Record: %(issued)s papers issued", { issued: number(issued ?? 0) })}<//></div>
    <${Latecomers} round=${round} act=${act} />`;
}

function Latecomers({ round, act }) {
  const form = useFields({ votes: "" });
  const more = whole(form[0].votes) ?? 0;
  return html`<details class="con-settings"><summary>${t("Latecomers")}</summary><p class="con-note">${t("They get a paper only if you announce the new number. Otherwise: admitted, no paper this round.")}</p>
    <div class="con-fields vote-form"><${Num} label=${t("Votes that come in")} name="votes" of=${form} digits="4" /></div>
    <div class="con-do"><${Hold} act=${act} path=${path(round, "latecomers")} fields=${{ votes: more }} disabled=${!more}>${t("Announce: %(present)s present", { present: number(round.present_votes + more) })}<//></div></details>`;
}

export function OpenVoting({ round, act }) {
  return html`<${Early} round=${round} /><${Turnout} round=${round} /><p class="con-why">${t("Everybody has a paper. How to mark it is on the screen and is read aloud.")}</p><${Ledger} round=${round} />
    <div class="con-do"><${Press} act=${act} path=${path(round, "voting")} kind="go">${t("Open the boxes: voting begins")}<//></div><${Latecomers} round=${round} act=${act} />`;
}

export function Voting({ round, act }) {
  return html`<${Early} round=${round} /><${Turnout} round=${round} /><p class="con-why">${round.last_call_at ? t("The last call is on the screen. When nobody is left at the boxes, close them.") : t("Voting goes on. Before it ends the last call is made.")}</p><${Ledger} round=${round} />
    <div class="con-do">${round.last_call_at ? html`<${Hold} act=${act} path=${path(round, "closing")} kind="go">${t("Close the boxes: voting ends")}<//>` : html`<${Press} act=${act} path=${path(round, "last-call")} kind="go">${t("Make the last call")}<//>`}</div>`;
}

const OF_ISSUED = {
  above: (returned, issued) => t("Returned %(returned)s > issued %(issued)s: the round will be void and is not counted.", { returned, issued }),
  within: (returned, issued) => t("Returned %(returned)s ≤ issued %(issued)s", { returned, issued }),
};
const OF_VOTERS = {
  above: (returned, voters) => t("Returned %(returned)s > voters %(voters)s: the round will be void and is not counted.", { returned, voters }),
  within: (returned, voters) => t("Returned %(returned)s ≤ voters %(voters)s", { returned, voters }),
};

export function PapersBack({ round, act }) {
  const form = useFields({ late: "0" });
  const [fields] = form;
  const counted = Object.fromEntries(round.boxes.map(({ number: n }) => [String(n), whole(fields[`box${n}`])]));
  const byVoters = round.rules.returned_limit === "voters";
  const voters = byVoters ? { voters: whole(fields.voters) } : {};
  const complete = [...Object.values(counted), ...Object.values(voters)].every((n) => n !== null);
  const sum = Object.values(counted).reduce((total, n) => total + (n ?? 0), 0);
  const above = sum > (byVoters ? voters.voters : round.issued);
  return html`<${Early} round=${round} /><p class="con-why">${t("Open the seals before everybody, count the papers of each box without looking at the marks.")}</p>
    <div class="con-vote"><div class="con-fields">${round.boxes.map(({ number: n, seal }) => html`<${Num} key=${n} label=${t("Box %(number)s, seal %(seal)s", { number: number(n), seal })} name=${`box${n}`} of=${form} />`)}${byVoters && html`<${Num} label=${t("Voters who came")} name="voters" of=${form} />`}<${Num} label=${t("Late, enveloped")} name="late" of=${form} digits="4" /></div></div>
    ${complete && html`<p class="con-sum"><b class=${above ? "con-unmet" : "con-met"}>${above ? "✕" : "✓"}</b> <span>${(byVoters ? OF_VOTERS : OF_ISSUED)[above ? "above" : "within"](number(sum), number(byVoters ? voters.voters : round.issued))}</span></p>`}
    <div class="con-do"><${Press} act=${act} path=${path(round, "papers-back")} fields=${{ boxes: counted, late: whole(fields.late) ?? 0, ...voters }} kind=${above ? "danger" : "go"} disabled=${!complete}>${t("Record: %(returned)s papers back", { returned: number(sum) })}<//></div>`;
}
