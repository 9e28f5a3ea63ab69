// Tellers and scrutineers: a team enters its batches by keys alone; the chief scrutineer leads the count.

import { html, render } from "../html.js";
import { page } from "../page.js";
import { t } from "../texts.js";
import { Chief } from "../teller/chief.js";
import { live, outbox } from "../teller/state.js";
import { Calm, Team } from "../teller/team.js";
import { ROLE } from "../teller/words.js";

const chief = page.device.role === "chief_scrutineer";

function Teller() {
  const snapshot = live.snapshot.value;
  return html`<div class="teller" data-role=${page.device.role}>
    <${Top} snapshot=${snapshot} />
    ${outbox.refused.value && html`<p class="teller-refused" role="alert">${outbox.refused.value}</p>`}
    <div class="teller-stage">${!snapshot ? html`<${Calm} head=${t("Connecting to the meeting …")} />` : chief ? html`<${Chief} snapshot=${snapshot} />` : html`<${Team} snapshot=${snapshot} />`}</div>
  </div>`;
}

function Top({ snapshot }) {
  const batch = snapshot?.batch;
  const waiting = outbox.waiting.value;
  return html`<header class="teller-top"><b class="teller-role" data-role=${page.device.role}>${ROLE[page.device.role]()}</b>
    <span class="teller-round">${snapshot?.round?.title ?? ""}</span>
    ${!chief && batch && html`<h1 class="visually-hidden">${t("Batch %(number)s of %(all)s", { number: batch.number, all: snapshot.batches.length })}</h1>`}
    ${!chief && batch && html`<span class="teller-batch" aria-hidden="true">${t("Batch %(number)s of %(all)s", { number: batch.number, all: snapshot.batches.length })}</span>`}
    <span class="teller-link" data-state=${outbox.away.value || live.link.value !== "live" ? "away" : waiting ? "sending" : "live"} role="status">${said(waiting)}</span></header>`;
}

function said(waiting) {
  if (outbox.away.value) return t("▲ Not at the laptop yet: %(count)s. Sent again by itself; go on.", { count: waiting });
  if (live.link.value !== "live") return t("▲ no connection");
  if (chief) return "";
  return waiting ? t("sending …") : t("● saved");
}

render(html`<${Teller} />`, document.getElementById("app"));
