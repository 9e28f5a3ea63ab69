// The fields of the forms: a number, a line of text, a choice; and a form's values in one place.

import { html, useState } from "../html.js";

export function useFields(first) {
  const [fields, setFields] = useState(first);
  const set = (name, value) => setFields((now) => ({ ...now, [name]: value }));
  return [fields, set];
}

export const whole = (text) => (text === "" || text === null || text === undefined ? null : Number.parseInt(text, 10));
export const lines = (text) => text.split("\n").map((line) => line.trim()).filter(Boolean);

export function Num({ label, name, of, digits = 6 }) {
  const [fields, set] = of;
  return html`<label><span>${label}</span><input inputmode="numeric" autocomplete="off" maxlength=${digits} value=${fields[name] ?? ""} onInput=${(event) => set(name, event.target.value.replace(/\D/g, ""))} /></label>`;
}

export function Text({ label, name, of, most = 120, hint = "" }) {
  const [fields, set] = of;
  return html`<label><span>${label}</span><input maxlength=${most} value=${fields[name] ?? ""} placeholder=${hint} onInput=${(event) => set(name, event.target.value)} /></label>`;
}

export function Area({ label, name, of, rows = 4 }) {
  const [fields, set] = of;
  return html`<label class="draw-list"><span>${label}</span><textarea rows=${rows} value=${fields[name] ?? ""} onInput=${(event) => set(name, event.target.value)}></textarea></label>`;
}

export function Pick({ label, name, of, options }) {
  const [fields, set] = of;
  return html`<label><span>${label}</span><select value=${fields[name]} onChange=${(event) => set(name, event.target.value)}>
    ${Object.entries(options).map(([key, word]) => html`<option key=${key} value=${key}>${word()}</option>`)}</select></label>`;
}
