// What is thrown in a draw: cards, balls or dice before, each with a label of its own, and the dice that come last.

import { html } from "../html.js";
import { number, t } from "../console/words.js";

export const SLOTS_MOST = 12;
const DIGITS_MOST = 64; // of one value
const LEAST = { d10: 9, d6: 12 }; // fewer could be tried out beforehand by somebody who knows the secret
const KINDS = {
  card: () => t("Card with digits"),
  balls: () => t("Balls 0–9, each put back"),
  d10: () => t("Dice 0–9"),
  d6: () => t("Dice 1–6"),
};
const OWN_LABEL = { card: () => t("Card"), balls: () => t("Balls") };

export const usual = () => [{ kind: "d10", count: 12, label: "" }];

// A slot as it is hashed: its label, and what kind it declares.
export function written({ kind, count, label }) {
  const said = label.trim() || OWN_LABEL[kind]?.() || "";
  return `${said} [${kind === "card" ? "card" : `${count}${kind === "d6" ? "d6" : "d10"}`}]`.trim();
}

function spoken({ kind, count, label }) {
  return label.trim() || OWN_LABEL[kind]?.() || t("%(count)s dice with %(sides)s sides", { count: number(count), sides: kind === "d6" ? 6 : 10 });
}

export function read({ label, dice, card }) {
  return { kind: card ? "card" : dice?.sides === 6 ? "d6" : "d10", count: dice?.count ?? 1, label: label.replace(/ ?\[[^\]]*\]$/, "") };
}

export function fitting(slots) {
  const last = slots.at(-1);
  return new Set(slots.map(written)).size === slots.length && last.count >= LEAST[last.kind] && slots.every(({ kind, count }) => kind === "card" || (count >= 1 && count <= DIGITS_MOST));
}

// A label without its bracket; one that says nothing but its dice is said in words.
export function said({ label, dice }) {
  if (dice && label.startsWith("[")) return t("%(count)s dice with %(sides)s sides", { count: number(dice.count), sides: number(dice.sides) });
  return label.replace(/ ?\[[^\]]*\]$/, "") || t("Card");
}

export function Slots({ slots, onChange }) {
  const change = (place, fields) => onChange(slots.map((slot, i) => (i === place ? { ...slot, ...fields } : slot)));
  const add = () => onChange([...slots.slice(0, -1), { kind: "d10", count: 6, label: "" }, slots.at(-1)]);
  return html`<details class="con-settings draw-slots"><summary>${t("What is thrown: %(slots)s", { slots: slots.map(spoken).join(" + ") })}</summary>
    <p class="con-note">${t("The dice that come last decide; 12 dice with the digits 0–9 are enough by themselves. Add cards or balls where others want a hand in it.")}</p>
    <ol>${slots.map((slot, place) => html`<${Slot} key=${place} slot=${slot} last=${place === slots.length - 1}
      onChange=${(fields) => change(place, fields)} onRemove=${() => onChange(slots.filter((_, i) => i !== place))} />`)}</ol>
    ${slots.length < SLOTS_MOST && html`<button type="button" class="con-button con-plain" onClick=${add}>${t("Add something before the dice")}</button>`}
    ${!fitting(slots) && html`<p class="con-trouble" role="alert"><span aria-hidden="true">✕</span> ${t("Each needs a label of its own, and the last at least 9 dice 0–9 or 12 dice 1–6.")}</p>`}
  </details>`;
}

function Slot({ slot, last, onChange, onRemove }) {
  const kinds = Object.keys(KINDS).filter((kind) => !last || kind in LEAST);
  const choose = (event) => onChange({ kind: event.target.value, ...(last ? { count: 12 } : {}) });
  return html`<li class="draw-kind">
    <label><span>${last ? t("Last") : t("Before")}</span><select value=${slot.kind} onChange=${choose}>${kinds.map((kind) => html`<option key=${kind} value=${kind}>${KINDS[kind]()}</option>`)}</select></label>
    ${slot.kind !== "card" && html`<label><span>${t("How many")}</span><input type="number" min=${last ? LEAST[slot.kind] : 1} max=${DIGITS_MOST} value=${slot.count} onInput=${(event) => onChange({ count: event.target.valueAsNumber || 0 })} /></label>`}
    <label class="draw-label"><span>${t("Label, if it needs one")}</span><input maxlength="60" value=${slot.label} onInput=${(event) => onChange({ label: event.target.value })} /></label>
    ${!last && html`<button type="button" class="con-alt" onClick=${onRemove}>${t("Remove")}</button>`}
  </li>`;
}
