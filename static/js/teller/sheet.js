// A batch as a sheet: every figure is typed, none is derived; Enter goes to the next field.

import { html, useEffect, useRef, useState } from "../html.js";
import { t } from "../texts.js";
import { dropDraft, keepDraft } from "./drafts.js";
import { handIn } from "./handin.js";
import { outbox, path } from "./state.js";

const MOST_DIGITS = 3;

export function Sheet({ batch, ballot }) {
  const fields = fieldsOf(ballot);
  const [typed, set] = useState(() => begun(batch));
  const [asked, ask] = useState(false);
  const form = useRef(null);
  const empty = fields.filter(({ key }) => typed[key] === undefined || typed[key] === "");
  const doubted = batch.look_again?.names ?? [];
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  useEffect(() => () => dropDraft(), []);

  function put(key, value) {
    const next = { ...typed, [key]: value.replace(/\D/g, "").slice(0, MOST_DIGITS) };
    set(next);
    ask(false);
    keepDraft(batch.id, { sheet: next });
  }

  function move(event) {
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const inputs = [...form.current.querySelectorAll("input, .sheet-go")];
    const next = inputs[inputs.indexOf(event.target) + step];
    next?.focus();
    next?.select?.();
  }

  function submit(event) {
    event.preventDefault();
    if (empty.length) return form.current.querySelector(`[name="${empty[0].key}"]`).focus();
    if (!asked && nothing(fields, typed)) return ask(true);
    dropDraft();
    outbox.add(path(batch.id, "sheet"), figures(ballot, typed), { batch: batch.id, seen: (known) => Boolean(known.sheet), done: () => handIn(batch.id) });
  }

  const input = (key, label) => html`<input name=${key} type="text" inputmode="numeric" autocomplete="off" value=${typed[key] ?? ""} aria-label=${label}
    onInput=${(event) => put(key, event.target.value)} onFocus=${(event) => event.target.select()} />`;
  return html`<form class="sheet-form" ref=${form} onSubmit=${submit} onKeyDown=${(event) => event.target.matches("input") && move(event)}>
    <header class="sheet-top"><h1>${batch.look_again ? t("The teams differ on batch %(number)s", { number: batch.number }) : t("Batch %(number)s as a sheet", { number: batch.number })}</h1>
      <p>${batch.look_again ? t("Count again from the papers what is marked; type it again.") : t("%(papers)s papers. Type every figure; nothing is worked out for you.", { papers: batch.papers })}</p></header>
    <section class="sheet-papers" data-doubted=${Boolean(batch.look_again?.whole)}>
      ${fields.filter(({ of }) => of === "papers").map(({ key, label }) => html`<label key=${key}><span>${label}</span>${input(key, label)}</label>`)}</section>
    ${ballot.offices.map((office) => html`<table key=${office.id} class="sheet-table"><caption>${office.name}</caption>
      <thead><tr><th scope="col">${t("Name")}</th><th scope="col"><b>○</b> ${t("for")}</th><th scope="col"><b>×</b> ${t("against")}</th><th scope="col">${t("abstain")}</th></tr></thead>
      <tbody>${office.candidates.map((one) => html`<tr key=${one.id} data-doubted=${doubted.includes(one.id)}><th scope="row">${one.name}${one.write_in && html` <em>${t("written in")}</em>`}${doubted.includes(one.id) && html` <em class="paper-doubt">${t("look closely")}</em>`}</th>
        ${[0, 1, 2].map((place) => html`<td key=${place}>${(place === 0 || !one.write_in) && input(`${one.id}-${place}`, `${one.name}: ${[t("for"), t("against"), t("abstain")][place]}`)}</td>`)}</tr>`)}</tbody></table>`)}
    <footer class="sheet-foot">
      ${asked && html`<p class="sum sum-over" role="alert">▲ ${t("Every figure of every name is zero. If the papers say so, press once more.")}</p>`}
      ${empty.length > 0 && html`<p class="sum">${t("Fields left: %(count)s", { count: empty.length })}</p>`}
      <button class="button go sheet-go" disabled=${outbox.waiting.value > 0}>${t("Hand in batch %(number)s", { number: batch.number })} <kbd>Enter</kbd></button></footer>
  </form>`;
}

function fieldsOf(ballot) {
  const papers = [["valid", t("Valid papers")], ["invalid", t("Invalid papers")], ["blank", t("of the valid: without any mark")]].map(([key, label]) => ({ key, label, of: "papers" }));
  const spoilt = ballot.overvote === "office" ? ballot.offices.map(({ id, name }) => ({ key: `spoilt-${id}`, label: t("Too many marks for %(office)s", { office: name }), of: "papers" })) : [];
  const blanks = asksBlank(ballot) ? ballot.offices.map(({ id, name }) => ({ key: `blank-${id}`, label: t("Blank for %(office)s", { office: name }), of: "papers" })) : [];
  const names = ballot.offices.flatMap(({ candidates }) => candidates.flatMap(({ id, write_in }) => (write_in ? [0] : [0, 1, 2]).map((place) => ({ key: `${id}-${place}`, of: "names" }))));
  return [...papers, ...spoilt, ...blanks, ...names];
}

const asksBlank = ({ asks_blank: asked, offices }) => asked && offices.length > 1;

const nothing = (fields, typed) => fields.filter(({ of }) => of === "names").every(({ key }) => Number(typed[key]) === 0);

function figures(ballot, typed) {
  const whole = (key) => Number(typed[key] ?? 0);
  const names = ballot.offices.flatMap(({ candidates }) => candidates);
  return {
    valid: whole("valid"), invalid: whole("invalid"), blank: whole("blank"),
    votes: Object.fromEntries(names.map(({ id }) => [id, [0, 1, 2].map((place) => whole(`${id}-${place}`))])),
    spoilt: ballot.overvote === "office" ? Object.fromEntries(ballot.offices.map(({ id }) => [id, whole(`spoilt-${id}`)])) : {},
    ...(asksBlank(ballot) ? { blanks: Object.fromEntries(ballot.offices.map(({ id }) => [id, whole(`blank-${id}`)])) } : {}),
  };
}

function begun({ draft, sheet }) {
  if (draft?.sheet) return draft.sheet;
  if (!sheet) return {};
  const votes = Object.entries(sheet.votes).flatMap(([id, three]) => three.map((n, place) => [`${id}-${place}`, String(n)]));
  const spoilt = Object.entries(sheet.spoilt).map(([id, n]) => [`spoilt-${id}`, String(n)]);
  const blanks = Object.entries(sheet.blanks ?? {}).map(([id, n]) => [`blank-${id}`, String(n)]);
  return { valid: String(sheet.valid), invalid: String(sheet.invalid), blank: String(sheet.blank), ...Object.fromEntries([...votes, ...spoilt, ...blanks]) };
}
