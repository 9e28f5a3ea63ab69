// A new device: choose what it is for, then let it read the code.

import { send } from "../command.js";
import { html, useState } from "../html.js";
import { Press, Trouble } from "./controls.js";
import { PAIRED_HERE, roleName } from "./roles.js";
import { number, t } from "./words.js";

export function Pairing({ devices }) {
  const [asked, ask] = useState(false);
  const [role, setRole] = useState("desk");
  const [typed, setTyped] = useState("");
  const [paired, setPaired] = useState(null);
  const name = typed.trim() || proposed(role, devices);
  const close = () => {
    ask(false);
    setPaired(null);
    setTyped("");
  };
  if (paired) return html`<${Paired} paired=${paired} arrived=${devices.some((one) => one.id === paired.device && one.connected)} onClose=${close} />`;
  if (!asked) return html`<button type="button" class="con-button con-plain con-full" onClick=${() => ask(true)}>${t("Pair a device")}</button>`;
  return html`<div class="con-pairing">
    <label><span>${t("It is for")}</span><select value=${role} onChange=${(event) => setRole(event.target.value)}>
      ${PAIRED_HERE.map((key) => html`<option key=${key} value=${key}>${roleName(key)}</option>`)}</select></label>
    <label><span>${t("Its name")}</span><input maxlength="40" autocomplete="off" value=${typed} placeholder=${proposed(role, devices)} onInput=${(event) => setTyped(event.target.value)} /></label>
    <${Press} act=${send} path="/devices" fields=${{ role, name }} kind="main" onDone=${setPaired}>${t("Pair: %(name)s", { name })}<//>
    <button type="button" class="con-alt" onClick=${close}>${t("Back")}</button>
  </div>`;
}

function Paired({ paired, arrived, onClose }) {
  return html`<div class="con-pairing">
    <p role="status">${arrived ? t("%(name)s is connected.", paired) : t("Read this code with %(name)s, or type the address there. It holds for this one device.", paired)}</p>
    ${!arrived && paired.code && html`<svg class="con-code" viewBox=${`-4 -4 ${paired.code.modules + 8} ${paired.code.modules + 8}`} shape-rendering="crispEdges" role="img" aria-label=${t("Code of the address")}>
      <path fill="#fff" d=${`M-4 -4h${paired.code.modules + 8}v${paired.code.modules + 8}h-${paired.code.modules + 8}z`} /><path fill="#000" d=${paired.code.path} /></svg>`}
    ${!arrived && html`<a class="con-address" href=${paired.url} target="_blank">${paired.url}</a>`}
    <button type="button" class="con-button con-plain con-full" onClick=${onClose}>${t("Done")}</button>
  </div>`;
}

function proposed(role, devices) {
  const count = devices.filter((one) => one.role === role).length + 1;
  return role === "desk" ? t("Desk %(n)s", { n: number(count) }) : count > 1 ? `${roleName(role)} ${number(count)}` : roleName(role);
}
