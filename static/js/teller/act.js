// A form that is one act. Sent again it is the same act until it was decided; what was refused says so beside it.

import { newCommandId, send, unanswered } from "../command.js";
import { html, useRef, useState } from "../html.js";

// gather(data: FormData) → the act's fields, or null where something is missing still.
export function Act({ path, label, gather = () => ({}), children, quiet = false, disabled = false, onDone, className = "" }) {
  const [sentence, say] = useState("");
  const [busy, setBusy] = useState(false);
  const sent = useRef({ body: "", id: "" });
  const form = useRef(null);

  async function submit(event) {
    event.preventDefault();
    const fields = gather(new FormData(form.current));
    if (!fields || busy) return;
    const body = JSON.stringify(fields);
    if (sent.current.body !== body || !sent.current.id) sent.current = { body, id: newCommandId() };
    setBusy(true);
    const answer = await send(path, fields, { commandId: sent.current.id });
    setBusy(false);
    if (!unanswered(answer) && answer.status !== 429) sent.current = { body: "", id: "" };
    say(answer.status === 200 ? "" : answer.body.message);
    if (answer.status !== 200) return;
    form.current?.reset();
    onDone?.(answer.body);
  }

  return html`<form class=${`act-form ${className}`} ref=${form} onSubmit=${submit}>
    ${children}
    <p class="act-said" role="alert">${sentence}</p>
    <button class=${`button ${quiet ? "" : "go"}`} disabled=${busy || disabled}>${label}</button></form>`;
}

export function Whole({ name, label, value, most = 1_000_000, least = 0, autofocus = false, required = true }) {
  return html`<label class="field"><span>${label}</span>
    <input name=${name} type="number" inputmode="numeric" min=${least} max=${most} step="1" required=${required} defaultValue=${value ?? ""} autofocus=${autofocus} /></label>`;
}

export function Words({ name, label, value = "", most = 60, required = true, hint }) {
  return html`<label class="field"><span>${label}</span>
    <input name=${name} type="text" maxlength=${most} required=${required} autocomplete="off" defaultValue=${value} />${hint && html`<small>${hint}</small>`}</label>`;
}

export const whole = (data, name) => (data.get(name) === "" ? null : Number(data.get(name)));
export const words = (data, name) => data.get(name).split(/[,，、;；\n]/).map((one) => one.trim()).filter(Boolean);
