// The devices in words: when each was last heard of, and what it still holds.

import { send } from "../command.js";
import { html, useState } from "../html.js";
import { page } from "../page.js";
import { Hold } from "./controls.js";
import { Pairing } from "./pairing.js";
import { roleName } from "./roles.js";
import { clock } from "./state.js";
import { ago, number, t } from "./words.js";

const SILENT_MS = 30_000;
const SCREEN_STALE_MS = 5_000;

export function Devices({ devices }) {
  const [open, setOpen] = useState(null);
  return html`<section class="con-devices" aria-label=${t("Devices")}>
    <h2>${t("Devices")} <span>${t("%(on)s of %(all)s connected", { on: number(devices.filter((one) => one.connected).length), all: number(devices.length) })}</span></h2>
    <ul>${devices.map((device) => html`<${Device} key=${device.id} device=${device} open=${open === device.id} onOpen=${() => setOpen(open === device.id ? null : device.id)} />`)}</ul>
    <${Pairing} devices=${devices} />
  </section>`;
}

function Device({ device, open, onOpen }) {
  const [level, sign, words] = state(device, clock.value);
  const own = device.id === page.device.id;
  return html`<li class=${`con-device con-device-${level}`}>
    <button type="button" aria-expanded=${open} onClick=${onOpen}><b>${device.name}</b><span><i aria-hidden="true">${sign}</i> ${words}</span></button>
    ${open && html`<div class="con-device-more">
      <p>${own ? t("This page.") : roleName(device.role)} ${device.role === "desk" && t("Checked in %(checked_in)s, failed scans %(failed)s, waiting %(pending)s.", device)}</p>
      ${!own && html`<${Hold} act=${send} path=${`/devices/${device.id}/revocations`} kind="danger">${t("Revoke %(name)s", { name: device.name })}<//>`}
    </div>`}
  </li>`;
}

function state({ role, connected, last_seen_at, pending, late }, now) {
  if (last_seen_at === null) return ["new", "○", t("not opened yet")];
  if (late) return ["late", "▲", t("%(n)s to look at", { n: number(late) })];
  const silent = now - last_seen_at > (role === "screen" ? SCREEN_STALE_MS : SILENT_MS);
  if (silent && (role === "screen" || !connected)) return ["away", "✕", t("silent for %(ago)s", { ago: ago(now - last_seen_at) })];
  if (pending) return ["late", "▲", t("%(n)s waiting", { n: number(pending) })];
  return connected ? ["here", "●", t("connected")] : ["new", "◌", t("%(ago)s ago", { ago: ago(now - last_seen_at) })];
}
