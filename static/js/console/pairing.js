// New devices: one code for all tablets, which say themselves what they are for; or an address for one device.

import { fetchJson, newCommandId, send } from "../command.js";
import { html, signal, useEffect, useRef, useState } from "../html.js";
import { qr } from "../qr.js";
import { hashed, newToken } from "../token.js";
import { Press } from "./controls.js";
import { PAIRED_HERE, mayGive, proposed, roleName } from "./roles.js";
import { t } from "./words.js";

const way = signal(""); // which of the two ways stands open
const ask = (wanted) => (way.value = wanted);

export function PairButton() {
  return way.value ? null : html`<button type="button" class="con-button con-plain con-full" onClick=${() => ask("all")}>${t("Pair a device")}</button>`;
}

// Stands above everything else, beside those that ask to be let in, so that code and digits are seen together.
export function Pairing({ devices }) {
  return way.value ? html`<section class="con-pair" aria-label=${t("Pair a device")}><${Ways} devices=${devices} /></section>` : null;
}

function Ways({ devices }) {
  const top = useRef(null);
  const [role, setRole] = useState("desk");
  const [typed, setTyped] = useState("");
  const [paired, setPaired] = useState(null);
  const name = typed.trim() || proposed(role, devices);
  const asked = useRef({}); // pressed again after a lost answer, it is the same device
  const { token, commandId } = (asked.current[`${role} ${name}`] ??= { token: newToken(), commandId: newCommandId() });
  const close = () => ask(""); // what was typed goes with it
  useEffect(() => {
    top.current.closest(".con-aside").scrollTop = 0;
    top.current.focus({ preventScroll: true });
  }, []);
  return html`<div ref=${top} tabindex="-1"><${Way} devices=${devices} role=${role} setRole=${setRole} typed=${typed} setTyped=${setTyped} name=${name} token=${token} commandId=${commandId} paired=${paired} setPaired=${setPaired} close=${close} /></div>`;
}

function Way({ devices, role, setRole, typed, setTyped, name, token, commandId, paired, setPaired, close }) {
  if (paired) return html`<${Paired} paired=${paired} arrived=${devices.some((one) => one.id === paired.device && one.connected)} onClose=${close} />`;
  if (way.value === "all") return html`<${JoinCode} onOne=${() => ask("one")} onClose=${close} />`;
  return html`<div class="con-pairing">
    <label><span>${t("It is for")}</span><select value=${role} onChange=${(event) => setRole(event.target.value)}>
      ${PAIRED_HERE.filter(mayGive).map((key) => html`<option key=${key} value=${key}>${roleName(key)}</option>`)}</select></label>
    <label><span>${t("Its name")}</span><input maxlength="40" autocomplete="off" value=${typed} placeholder=${proposed(role, devices)} onInput=${(event) => setTyped(event.target.value)} /></label>
    <${Press} act=${(path, fields) => send(path, fields, { commandId })} path="/devices" fields=${{ role, name, token_hash: hashed(token) }} kind="main" onDone=${(body) => setPaired({ ...body, token })}>${t("Pair: %(name)s", { name })}<//>
    <button type="button" class="con-alt" onClick=${close}>${t("Back")}</button>
  </div>`;
}

// The code that every tablet reads; it stays open while they come.
function JoinCode({ onOne, onClose }) {
  const [join, setJoin] = useState(null);
  useEffect(() => {
    fetchJson("/devices/join-code").then(({ status, body }) => setJoin(status === 200 ? body : { trouble: body.message })).catch(() => setJoin({ trouble: t("The laptop did not answer. Please try again.") }));
  }, []);
  return html`<div class="con-pairing">
    ${join?.trouble && html`<p class="con-trouble">${join.trouble}</p>`}
    ${join?.code && html`<${Code} code=${join.code} /><p>${t("Read this code with the camera of each tablet. It then appears here, with three digits.")}</p><a class="con-address" href=${join.url} target="_blank">${join.url}</a>
      ${join.fingerprint && html`<p class="con-install">${t("For camera and work without the network, open this first on the tablet:")} <b>${join.url.replace(/join$/, "install")}</b></p>
      <details class="con-install"><summary>${t("Fingerprint of the certificate")}</summary><code>${join.fingerprint}</code></details>`}`}
    <button type="button" class="con-alt" onClick=${onOne}>${t("An address for one device instead")}</button>
    <button type="button" class="con-button con-plain con-full" onClick=${onClose}>${t("Done")}</button>
  </div>`;
}

function Paired({ paired, arrived, onClose }) {
  const url = `${paired.address}/enter/${paired.token}`;
  const code = qr(url);
  return html`<div class="con-pairing">
    <p role="status">${arrived ? t("%(name)s is connected.", paired) : t("Read this code with %(name)s, or type the address there. It holds for this one device.", paired)}</p>
    ${!arrived && code && html`<${Code} code=${code} />`}
    ${!arrived && html`<a class="con-address" href=${url} target="_blank">${url}</a>`}
    <button type="button" class="con-button con-plain con-full" onClick=${onClose}>${t("Done")}</button>
  </div>`;
}

function Code({ code }) {
  const side = code.modules + 8;
  return html`<svg class="con-code" viewBox=${`-4 -4 ${side} ${side}`} shape-rendering="crispEdges" role="img" aria-label=${t("Code of the address")}>
    <path fill="#fff" d=${`M-4 -4h${side}v${side}h-${side}z`} /><path fill="#000" d=${code.path} /></svg>`;
}
