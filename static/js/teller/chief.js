// The chief scrutineer: the step now, large; the ledger beside it, and what happened on the way.

import { html } from "../html.js";
import { t } from "../texts.js";
import { voided } from "../voided.js";
import { Act, Words } from "./act.js";
import { Batches, OpenCounting } from "./batches.js";
import { Counters } from "./counters.js";
import { PapersBack, PapersOut, Seals } from "./ledger.js";
import { Found, Stop, Substitute } from "./mending.js";
import { Reading, Sealing } from "./reading.js";
import { Second } from "./second.js";
import { Rulings } from "./rulings.js";
import { Signing } from "./signing.js";
import { Calm } from "./team.js";
import { WARNING } from "./words.js";
import { WriteIns } from "./writeins.js";

export function Chief({ snapshot }) {
  if (!snapshot.round) return html`<${Calm} head=${t("No round is prepared yet.")} />`;
  return html`<div class="chief"><div class="chief-step"><${Second} ...${snapshot} />${(STEPS[snapshot.round.state] ?? AFTER)(snapshot)}</div>
    <aside class="chief-side"><${Ledger} ...${snapshot.chief} /><${Incidents} ...${snapshot} /></aside></div>`;
}

const written = (s) => s.ballot.write_ins && html`<details class="fold"><summary>${t("Names written in")}</summary><${WriteIns} ...${s} /></details>`;
const AFTER = (s) => html`<${Reading} ...${s} /><${Sealing} ...${s} />`;
const STEPS = {
  prepared: (s) => html`<${Counters} ...${s} /><${Seals} ...${s} />`,
  issuing: (s) => html`<${PapersOut} ...${s} /><${Seals} ...${s} /><${Counters} ...${s} />`,
  voting: (s) => html`<${PapersOut} ...${s} /><${Counters} ...${s} />`,
  closed: (s) => html`<${PapersBack} ...${s} />`,
  returned: (s) => html`<${Rulings} ...${s} /><${OpenCounting} ...${s} />${written(s)}`,
  counting: (s) => html`<${Batches} ...${s} />${written(s)}<${Found} ...${s} /><${Stop} ...${s} />`,
  counted: (s) => html`<${Signing} snapshot=${s} /><${Substitute} ...${s} />`,
  signed: (s) => html`<${Reading} ...${s} />`,
  void: (s) => html`<${Calm} head=${t("This round is void.")} text=${voided(s.chief.void_reason)} /><${Sealing} ...${s} />`,
};

function Ledger({ papers, present, eligible, ruled_out, warnings }) {
  const rows = [
    [t("Eligible"), eligible], [t("Votes present"), present], [t("Printed"), papers.printed], [t("Issued"), papers.issued], [t("Exchanged"), papers.exchanged],
    [t("Spare"), papers.spare], [t("Returned"), papers.returned], [t("Late"), papers.late], [t("Ruled out"), papers.returned === null ? null : ruled_out],
  ];
  return html`<section class="ledger"><h2>${t("The papers")}</h2><dl>${rows.map(([label, value]) => html`<div key=${label}><dt>${label}</dt><dd>${value ?? "–"}</dd></div>`)}</dl>
    ${warnings.map((code) => html`<p key=${code} class="warning">▲ ${WARNING[code]()}</p>`)}</section>`;
}

function Incidents({ round, chief }) {
  return html`<section class="incidents"><h2>${t("Incidents")}</h2>
    ${chief.incidents.length > 0 && html`<ul>${chief.incidents.map(({ text, name }) => html`<li key=${text}>${text}<small>${name}</small></li>`)}</ul>`}
    <details><summary>${t("Note an incident")}</summary>
      <${Act} quiet=${true} path=${`/ballots/rounds/${round.id}/incidents`} label=${t("Note it in the record")} gather=${(data) => ({ text: data.get("text").trim(), name: data.get("name").trim() })}>
        <label class="field"><span>${t("What happened")}</span><textarea name="text" rows="3" maxlength="500" required></textarea></label>
        <${Words} name="name" label=${t("Your name")} /><//></details></section>`;
}
