// The agenda itself: titles, order, a new step; and as long as it has not begun, another template.

import { html, useState } from "../html.js";
import { Hold, Press, Trouble, useSending } from "../console/controls.js";
import { number, t } from "../console/words.js";

export function Editor({ snapshot, act, onDone }) {
  const { agenda, choices } = snapshot;
  const own = agenda.some(({ id }) => id);
  const begun = agenda.some(({ opened_at, ended_at, state }) => opened_at || ended_at || state === "skipped");
  return html`<div class="con-panel agenda-editor">
    <h2>${t("Change the agenda")}</h2>
    <p class="con-why">${own ? t("Each change is kept in the record. What is over stays where it was.") : t("This meeting goes by the program's own steps. Choose an agenda to give it items, with their times in the record.")}</p>
    ${own && html`<ol class="agenda-steps">${agenda.map((step, place) => html`<${Row} key=${step.id} step=${step} place=${place} last=${agenda.length - 1} act=${act} />`)}</ol>
      <${Add} agenda=${agenda} kinds=${choices.kinds} act=${act} />`}
    ${!begun && html`<${Templates} templates=${choices.templates} act=${act} own=${own} />`}
    <div class="con-do"><button type="button" class="con-button con-main" onClick=${onDone}>${t("Back to the meeting")}</button></div>
  </div>`;
}

function Row({ step, place, last, act }) {
  const [title, setTitle] = useState(null);
  const { trouble, busy, run } = useSending(act);
  const over = step.state === "done" || step.state === "skipped";
  const save = async (event) => {
    event.preventDefault();
    if (title === null || !title.trim() || title === t(step.title)) return setTitle(null);
    await run(`/agenda/steps/${step.id}/title`, { title: title.trim() });
    setTitle(null);
  };
  const move = (by) => run(`/agenda/steps/${step.id}/place`, { position: place + 1 + by });
  return html`<li>
    <span class="agenda-n" aria-hidden="true">${{ done: "✓", skipped: "–" }[step.state] ?? number(place + 1)}</span>
    <form onSubmit=${save}><input aria-label=${t("Title of step %(n)s", { n: number(place + 1) })} maxlength="80" value=${title ?? t(step.title)} onInput=${(event) => setTitle(event.target.value)} onBlur=${save} /></form>
    <span class="agenda-move">
      <button type="button" aria-label=${t("Move up: %(title)s", { title: t(step.title) })} disabled=${busy || over || place === 0} onClick=${() => move(-1)}>↑</button>
      <button type="button" aria-label=${t("Move down: %(title)s", { title: t(step.title) })} disabled=${busy || over || place === last} onClick=${() => move(1)}>↓</button></span>
    <${Trouble}>${trouble}<//></li>`;
}

function Add({ agenda, kinds, act }) {
  const [title, setTitle] = useState("");
  const [kind, setKind] = useState("report");
  const [after, setAfter] = useState("");
  const fields = { title: title.trim(), kind, ...(after ? { after: Number(after) } : {}) };
  return html`<section class="con-add"><h3>${t("Add a step")}</h3><div class="con-fields">
      <label><span>${t("Title")}</span><input maxlength="80" value=${title} onInput=${(event) => setTitle(event.target.value)} /></label>
      <label><span>${t("What happens")}</span><select value=${kind} onChange=${(event) => setKind(event.target.value)}>${kinds.map(({ key, title: name }) => html`<option key=${key} value=${key}>${t(name)}</option>`)}</select></label>
      <label><span>${t("After")}</span><select value=${after} onChange=${(event) => setAfter(event.target.value)}><option value="">${t("at the end")}</option>${agenda.map((step) => html`<option key=${step.id} value=${step.id}>${t(step.title)}</option>`)}</select></label></div>
    <${Press} act=${act} path="/agenda/steps" fields=${fields} kind="plain" disabled=${!title.trim()} onDone=${() => setTitle("")}>${t("Add it")}<//></section>`;
}

function Templates({ templates, act, own }) {
  const Button = own ? Hold : Press;
  return html`<section class="con-add"><h3>${own ? t("Take another agenda") : t("Choose an agenda")}</h3>
    <div class="agenda-templates">${templates.map(({ key, title }) => html`<${Button} key=${key} act=${act} path="/agenda" fields=${{ template: key }} kind="plain">${t(title)}<//>`)}</div></section>`;
}
