// Buttons that send one command, and say no in a sentence beside themselves.

import { html, useEffect, useRef, useState } from "../html.js";
import { t } from "./words.js";

const HOLD_MS = 1000;

// One sending at a time; the sentence of a refusal stays until the next try.
export function useSending(act) {
  const [state, setState] = useState({ busy: false, trouble: "" });
  async function run(path, fields) {
    setState({ busy: true, trouble: "" });
    const { status, body } = await act(path, fields);
    const done = status === 200;
    setState({ busy: false, trouble: done ? "" : body?.message ?? t("The laptop did not answer. Please try again.") });
    return done ? body : null;
  }
  return { ...state, run };
}

export function Trouble({ children }) {
  return children ? html`<p class="con-trouble" role="alert"><span aria-hidden="true">✕</span> ${children}</p>` : null;
}

// A tap does it.
export function Press({ act, path, fields, onDone, kind = "plain", disabled, children }) {
  const { busy, trouble, run } = useSending(act);
  const press = async () => {
    const body = await run(path, fields ?? {});
    if (body) onDone?.(body);
  };
  return html`<span class="con-control">
    <button type="button" class=${`con-button con-${kind}`} disabled=${busy || disabled} aria-busy=${busy} onClick=${press}>${children}</button>
    <${Trouble}>${trouble}<//>
  </span>`;
}

// What has consequences is asked first: a tap opens the question, a second one does it.
export function Asked({ children, ...sent }) {
  const [asking, ask] = useState(false);
  const close = () => ask(false);
  if (!asking) return html`<span class="con-control"><button type="button" class=${`con-button con-${sent.kind ?? "plain"}`} disabled=${sent.disabled} onClick=${() => ask(true)}>${children}</button></span>`;
  return html`<span class="con-control con-asked" role="group" aria-label=${t("Is it right?")}><b>${t("Is it right?")}</b><${Press} ...${sent}>${t("Yes:")} ${children}<//><button type="button" class="con-alt" onClick=${close}>${t("No, back")}</button></span>`;
}

// It is done only after a whole second of holding, by finger, mouse or key.
export function Hold({ act, path, fields, onDone, kind = "plain", disabled, children }) {
  const { busy, trouble, run } = useSending(act);
  const [held, setHeld] = useState(false);
  const timer = useRef(0);
  const release = () => {
    clearTimeout(timer.current);
    setHeld(false);
  };
  const press = () => {
    if (busy || disabled || held) return;
    setHeld(true);
    timer.current = setTimeout(async () => {
      setHeld(false);
      const body = await run(path, fields ?? {});
      if (body) onDone?.(body);
    }, HOLD_MS);
  };
  useEffect(() => release, []);
  const onKeyDown = (event) => {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    if (!event.repeat) press();
  };
  return html`<span class="con-control">
    <button type="button" class=${`con-button con-held con-${kind} ${held ? "con-filling" : ""}`} disabled=${busy || disabled} aria-busy=${busy}
      onPointerDown=${press} onPointerUp=${release} onPointerLeave=${release} onPointerCancel=${release}
      onKeyDown=${onKeyDown} onKeyUp=${release} onBlur=${release} onContextMenu=${(event) => event.preventDefault()}>
      <span>${children}</span><small>${held ? t("keep holding …") : t("hold")}</small></button>
    <${Trouble}>${trouble}<//>
  </span>`;
}

// A few ways to choose from; the chosen one is marked by shape as well.
export function Choice({ label, options, chosen, onChoose, disabled }) {
  return html`<div class="con-choice" role="group" aria-label=${label}>
    ${options.map(([key, text]) => html`<button type="button" key=${key} aria-pressed=${key === chosen} disabled=${disabled} onClick=${() => onChoose(key)}>${text}</button>`)}
  </div>`;
}
