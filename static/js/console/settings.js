// What the meeting is called, where and when, the hall's network, and the desks' hours: a form that says what it changed.

import { html, useState } from "../html.js";
import { page } from "../page.js";
import { t } from "../texts.js";
import { fieldOf, instantOf } from "../times.js";
import { Trouble, useSending } from "./controls.js";

const THEMES = { congress: () => t("Congress: red and gold"), night: () => t("Night: dark and quiet"), paper: () => t("Paper: light") };

export function Settings({ panel, meeting, act }) {
  return html`<details class="con-settings"><summary>${t("The meeting's particulars")}</summary>
    <${Particulars} panel=${panel} meeting=${meeting} act=${act} />
    <${Hours} panel=${panel} act=${act} />
  </details>`;
}

function Particulars({ panel, meeting, act }) {
  const known = { title: meeting.title, organisation: meeting.organisation, place: panel.place, starts_at: fieldOf(panel.starts_at), theme: meeting.theme, language: meeting.language, wifi_name: panel.wifi_name, complaints_phone: panel.complaints_phone };
  const [fields, setFields] = useState({ ...known, wifi_password: "" });
  const changed = Object.entries(fields).filter(([name, value]) => value !== (known[name] ?? ""));
  const { trouble, busy, run } = useSending(act);
  const [done, setDone] = useState(false);
  const set = (name) => (event) => {
    setDone(false);
    setFields({ ...fields, [name]: event.target.value });
  };
  const save = async (event) => {
    event.preventDefault();
    const wanted = Object.fromEntries(changed);
    if ("starts_at" in wanted) wanted.starts_at = instantOf(wanted.starts_at);
    setDone(Boolean(await run("/meeting/changes", wanted)));
    setFields((now) => ({ ...now, wifi_password: "" }));
  };
  const text = (name, label, more) => html`<label><span>${label}</span><input value=${fields[name]} onInput=${set(name)} ...${more} /></label>`;
  const choice = (name, label, options) => html`<label><span>${label}</span><select value=${fields[name]} onChange=${set(name)}>
    ${Object.entries(options).map(([key, word]) => html`<option key=${key} value=${key}>${word}</option>`)}</select></label>`;
  return html`<form onSubmit=${save}>
    <div class="con-fields">
      ${text("title", t("Title on the hall screen"), { maxlength: 120, required: true })}
      ${text("organisation", t("Who meets"), { maxlength: 120 })}
      ${text("place", t("Place"), { maxlength: 120 })}
      ${text("starts_at", t("Begins at"), { type: "datetime-local" })}
      ${choice("language", t("Language of the hall screen"), page.languages)}
      ${choice("theme", t("Look of the hall screen"), Object.fromEntries(Object.entries(THEMES).map(([key, word]) => [key, word()])))}
      ${text("complaints_phone", t("Telephone for complaints"), { maxlength: 40, type: "tel" })}
      ${text("wifi_name", t("Wi-Fi of the hall"), { maxlength: 32, autocomplete: "off" })}
      ${text("wifi_password", t("Its password"), { maxlength: 63, autocomplete: "off", placeholder: panel.wifi_name ? t("unchanged") : "" })}
    </div>
    <p class="con-do"><button class="con-button con-main" disabled=${busy || !changed.length}>${t("Save the particulars")}</button>
      ${done && !changed.length && html`<span role="status">${t("✓ saved")}</span>`}</p>
    <${Trouble}>${trouble}<//>
  </form>`;
}

function Hours({ panel, act }) {
  const known = { opens_at: fieldOf(panel.opens_at), closes_at: fieldOf(panel.closes_at) };
  const [fields, setFields] = useState(known);
  const { trouble, busy, run } = useSending(act);
  const set = (name) => (event) => setFields({ ...fields, [name]: event.target.value });
  const same = fields.opens_at === known.opens_at && fields.closes_at === known.closes_at;
  const save = (event) => {
    event.preventDefault();
    run("/checkin/hours", { opens_at: instantOf(fields.opens_at), closes_at: instantOf(fields.closes_at) });
  };
  return html`<form onSubmit=${save}>
    <h3>${t("Hours of the desks")}</h3>
    <p class="con-note">${t("Without hours the desks are open until you close them.")}</p>
    <div class="con-fields">
      <label><span>${t("Open from")}</span><input type="datetime-local" value=${fields.opens_at} onInput=${set("opens_at")} /></label>
      <label><span>${t("Open until")}</span><input type="datetime-local" value=${fields.closes_at} onInput=${set("closes_at")} /></label>
    </div>
    <p class="con-do"><button class="con-button con-plain" disabled=${busy || same}>${t("Save the hours")}</button></p>
    <${Trouble}>${trouble}<//>
  </form>`;
}

