// Signing: the names are typed again under the figures; the tellers first, then the chief scrutineer.

import { html } from "../html.js";
import { page } from "../page.js";
import { listed, t } from "../texts.js";
import { Act, Words } from "./act.js";
import { Tally } from "./tally.js";
import { ROLE } from "./words.js";

export function Signing({ snapshot }) {
  const { round, tally, unsigned, signatures } = snapshot;
  const role = page.device.role;
  const mine = unsigned[role];
  const waits = role === "chief_scrutineer" && (unsigned.teller_a.length || unsigned.teller_b.length);
  return html`<section class="step signing"><h1>${t("The tally, version %(version)s", { version: tally.version })}</h1>
    <${Tally} tally=${tally} />
    <${Signed} signed=${signatures} unsigned=${unsigned} />
    ${round.state === "counted" && mine.length > 0 && !waits && html`<${Act} path=${`/ballots/rounds/${round.id}/signatures`} label=${t("Sign the tally")} gather=${(data) => ({ name: data.get("name").trim() })}>
      <${Words} name="name" label=${t("Type your name again to sign")} hint=${mine.some(Boolean) ? t("To sign: %(names)s", { names: listed(mine) }) : undefined} /><//>`}
    ${round.state === "counted" && waits && html`<p class="step-note">${t("Both teams of tellers sign first.")}</p>`}
    ${round.state === "counted" && !mine.length && html`<p class="step-note">${t("You have signed. The others are signing.")}</p>`}
  </section>`;
}

export function Signed({ signed, unsigned }) {
  return html`<ul class="signed">${Object.keys(ROLE).map((role) => html`<li key=${role}><span>${ROLE[role]()}</span>
    ${signed.filter((one) => one.role === role).map(({ name }) => html`<b key=${name}>✓ ${name}</b>`)}
    ${unsigned[role].map((name) => html`<em key=${name}>${name || t("not signed yet")}</em>`)}</li>`)}</ul>`;
}
