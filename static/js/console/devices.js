// The board of devices: what each is for, when it was last heard of, what it still holds; a tap opens what can be done.

import { send } from "../command.js";
import { html, useState } from "../html.js";
import { lock } from "../lock.js";
import { page } from "../page.js";
import { Hold, Press } from "./controls.js";
import { PairButton } from "./pairing.js";
import { PAIRED_HERE, mayGive, roleName } from "./roles.js";
import { chooses, clock, live, role as ownRole } from "./state.js";
import { ago, number, t } from "./words.js";

const SILENT_MS = 30_000;
const SCREEN_STALE_MS = 5_000;

export function Devices({ devices }) {
  const [open, setOpen] = useState(null);
  return html`<section class="con-devices" aria-label=${t("Devices")}>
    <h2>${t("Devices")} <span>${t("%(on)s of %(all)s connected", { on: number(devices.filter((one) => one.connected).length), all: number(devices.length) })}</span></h2>
    <ul>${devices.map((device) => html`<${Device} key=${device.id} device=${device} open=${open === device.id} onOpen=${() => setOpen(open === device.id ? null : device.id)} />`)}</ul>
    ${ownRole === "chair" && html`<${PlainHttp} allowed=${live.snapshot.value.plain_http} />`}
    <${PairButton} />
  </section>`;
}

function Device({ device, open, onOpen }) {
  const [level, sign, words] = state(device, clock.value);
  const own = device.id === page.device.id;
  return html`<li class=${`con-device con-device-${level}`}>
    <button type="button" aria-expanded=${open} onClick=${onOpen}><b>${device.name} <small>${roleName(device.role)}</small>${device.namesake && html` <small class="con-late">${t("another device is called so")}</small>`}</b><span><i aria-hidden="true">${sign}</i> ${words}</span></button>
    ${open && html`<div class="con-device-more">
      <p>${own && t("This page.")} ${device.role === "desk" && t("Checked in %(checked_in)s, failed scans %(failed)s, waiting %(pending)s.", device)} <${Shows} device=${device} /></p>
      ${device.used_from.length > 0 && html`<p class="con-trouble" role="alert">${t("%(name)s is used from two addresses at once: %(addresses)s. If you know only one tablet of this name, revoke it and pair it anew.", { name: device.name, addresses: device.used_from.join(", ") })}</p>`}
      <${Name} device=${device} />
      ${!own && html`<${Move} device=${device} />`}
      ${chooses && html`<${Pin} device=${device} own=${own} />`}
      ${!own && ownRole === "chair" && device.role !== "chair" && html`<${Hold} act=${send} path=${`/devices/${device.id}/chair`}>${t("Hand the chair over to %(name)s", { name: device.name })}<//>`}
      ${!own && html`<div class="con-device-acts"><${Blink} device=${device} />
        <${Hold} act=${send} path=${`/devices/${device.id}/revocations`} kind="danger">${t("Revoke %(name)s", { name: device.name })}<//></div>`}
    </div>`}
  </li>`;
}

// Over plain HTTP a key can be read on the air: the chair may take that upon themselves, and take it back.
function PlainHttp({ allowed }) {
  return html`<details class="con-install con-over-http" open=${allowed}><summary>${allowed ? t("Plain HTTP is allowed for chair, operator and tellers") : t("Chair, operator and tellers by HTTPS only")}</summary>
    <p>${t("Over plain HTTP anybody in the network can read the key of a device and use it. On this laptop itself nothing is sent over the network.")}</p>
    <${Hold} act=${send} path="/devices/plain-http" fields=${{ allowed: !allowed }} kind=${allowed ? "main" : "danger"}>${allowed ? t("By HTTPS only again") : t("Allow plain HTTP for them")}<//></details>`;
}

// Which entry it knows last, beside the newest there is.
function Shows({ device }) {
  if (!device.connected || device.shows === null) return null;
  return t("It shows entry %(shown)s; the newest is %(newest)s.", { shown: number(device.shows), newest: number(live.snapshot.value.seq) });
}

function Blink({ device }) {
  const [pages, setPages] = useState(null);
  return html`<span class="con-control"><${Press} act=${send} path=${`/devices/${device.id}/blinks`} onDone=${(body) => setPages(body.pages)}>${t("Which one is it?")}<//>
    ${pages !== null && html`<small role="status">${pages ? t("It shows its name, large.") : t("It is not connected.")}</small>`}</span>`;
}

function Name({ device }) {
  const [typed, setTyped] = useState(device.name);
  const name = typed.trim();
  return html`<div class="con-line"><label><span>${t("Its name")}</span><input maxlength="40" autocomplete="off" value=${typed} onInput=${(event) => setTyped(event.target.value)} /></label>
    <${Press} act=${send} path=${`/devices/${device.id}/names`} fields=${{ name }} disabled=${!name || name === device.name}>${t("Rename")}<//></div>`;
}

function Move({ device }) {
  const [role, setRole] = useState(device.role);
  return html`<div class="con-line"><label><span>${t("It is for")}</span><select value=${role} onChange=${(event) => setRole(event.target.value)}>
    ${[...new Set([device.role, ...PAIRED_HERE])].filter(mayGive).map((key) => html`<option key=${key} value=${key} selected=${key === role}>${roleName(key)}</option>`)}</select></label>
    <${Press} act=${send} path=${`/devices/${device.id}/moves`} fields=${{ role }} disabled=${role === device.role}>${t("Move")}<//></div>`;
}

function Pin({ device, own }) {
  const [pin, setPin] = useState("");
  const path = `/devices/${device.id}/pins`;
  return html`<div class="con-line"><label><span>${device.pin ? t("New PIN") : t("PIN for the idle lock, 4 to 8 digits")}</span><input inputmode="numeric" maxlength="8" autocomplete="off" value=${pin} onInput=${(event) => setPin(event.target.value.replace(/\D/g, ""))} /></label>
    <${Press} act=${send} path=${path} fields=${{ pin }} disabled=${pin.length < 4} onDone=${() => setPin("")}>${t("Set")}<//>
    ${device.pin && html`<${Press} act=${send} path=${path} fields=${{ pin: "" }}>${t("Remove PIN")}<//>`}
    ${device.pin && own && html`<button type="button" class="con-button con-plain" onClick=${() => lock()}>${t("Lock now")}</button>`}</div>`;
}

function state({ role, connected, last_seen_at, pending, late, locked, used_from }, now) {
  if (used_from.length) return ["late", "▲", t("used from two addresses")];
  if (locked) return ["late", "▢", t("locked")];
  if (last_seen_at === null) return ["new", "○", t("not opened yet")];
  if (late) return ["late", "▲", t("%(n)s to look at", { n: number(late) })];
  const silent = now - last_seen_at > (role === "screen" ? SCREEN_STALE_MS : SILENT_MS);
  if (silent && (role === "screen" || !connected)) return ["away", "✕", t("silent for %(ago)s", { ago: ago(now - last_seen_at) })];
  if (pending) return ["late", "▲", t("%(n)s waiting", { n: number(pending) })];
  return connected ? ["here", "●", t("connected")] : ["new", "◌", t("%(ago)s ago", { ago: ago(now - last_seen_at) })];
}
