// Tablets that ask to be let in. Three digits stand here and on the tablet; who sees the same three lets it in.

import { send } from "../command.js";
import { html, useState } from "../html.js";
import { Press } from "./controls.js";
import { PAIRED_HERE, mayGive, proposed, roleName } from "./roles.js";
import { number, t } from "./words.js";

const FLOOD = 20;
const SHOWN_MOST = 30;
const MANY_OF_ADDRESS = 5;

// One stands open, the others are a line each, so that the code which the next tablet reads stays in view.
export function Knocks({ knocks, devices }) {
  const [chosen, choose] = useState(null);
  if (!knocks.length) return null;
  const open = knocks.slice(0, SHOWN_MOST).find(({ id }) => id === chosen) ?? knocks[0];
  return html`${knocks.length >= FLOOD && html`<p class="con-trouble" role="alert"><span aria-hidden="true">▲</span> ${t("%(n)s devices ask to be let in at once: more than a hall's tablets. Refuse those that nobody here holds.", { n: number(knocks.length) })}</p>`}
  <ul class="con-knocks" aria-label=${t("Devices that ask to be let in")}>
    ${knocks.slice(0, SHOWN_MOST).map((knock) => knock === open
      ? html`<${Knock} key=${knock.id} knock=${knock} devices=${devices} beside=${knocks.filter(({ address }) => address === knock.address).length} />`
      : html`<li key=${knock.id} class="con-knock-waits"><button type="button" onClick=${() => choose(knock.id)}><b>${knock.code}</b> <span>${roleName(knock.wanted === "teller" ? "teller_a" : knock.wanted)}</span></button></li>`)}</ul>`;
}

function Knock({ knock, devices, beside }) {
  const [role, setRole] = useState(knock.wanted === "teller" ? "teller_a" : knock.wanted);
  const [typed, setTyped] = useState("");
  const name = typed.trim() || proposed(role, devices);
  return html`<li class="con-knock">
    <p role="alert"><b class="con-digits">${knock.code}</b> <span>${t("A tablet asks to be let in. Does it show these three digits?")} ${knock.machine && html`<small>${knock.machine}</small>`}</span></p>
    <div class="con-line"><label><span>${t("It is for")}</span><select value=${role} onChange=${(event) => setRole(event.target.value)}>
      ${PAIRED_HERE.filter(mayGive).map((key) => html`<option key=${key} value=${key} selected=${key === role}>${roleName(key)}</option>`)}</select></label>
    <label><span>${t("Its name")}</span><input maxlength="40" autocomplete="off" value=${typed} placeholder=${proposed(role, devices)} onInput=${(event) => setTyped(event.target.value)} /></label></div>
    <div class="con-device-acts">
      <${Press} act=${send} path=${`/devices/knocks/${knock.id}/admissions`} fields=${{ role, name, code: knock.code }} kind="main">${t("Let in %(code)s as %(name)s", { code: knock.code, name })}<//>
      <${Press} act=${send} path=${`/devices/knocks/${knock.id}/refusals`}>${t("Not this one")}<//>
      ${beside >= MANY_OF_ADDRESS && html`<${Press} act=${send} path=${`/devices/knocks/${knock.id}/address/refusals`}>${t("Refuse all %(n)s of %(address)s", { n: number(beside), address: knock.address })}<//>`}</div>
  </li>`;
}
