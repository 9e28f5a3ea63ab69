// The cue card: what the chair says now, the figures to read out, what comes next, and the time.

import { rate } from "../rate.js";
import { send } from "../command.js";
import { html, render } from "../html.js";
import { clock, current, live, modules } from "../console/state.js";
import { sentence, SIGNS } from "../alarms.js";
import { callingUp, place } from "../agenda/words.js";
import { listed, number, t, time } from "../console/words.js";

function Cue() {
  const snapshot = live.snapshot.value;
  if (!snapshot) return html`<p class="cue-waiting" role="status">${t("Connecting to the meeting …")}</p>`;
  const at = snapshot.agenda.findIndex(({ key }) => key === current.value);
  const step = snapshot.agenda[at];
  const next = snapshot.agenda.find(({ state, id }, place) => (id || place > at) && place !== at && (state === "now" || state === "later"));
  const alarm = snapshot.alarms.find(({ level }) => level === "stop");
  return html`<div class="cue">
    <header><h1>${step && t(step.title)}</h1><span class=${`con-link con-link-${live.link.value}`} role="status">${live.link.value === "live" ? "●" : t("▲ no connection")}</span><time>${time(clock.value)}</time></header>
    ${alarm && html`<p class="cue-alarm" role="alert"><span aria-hidden="true">${SIGNS.stop}</span> ${sentence(alarm, clock.value)}</p>`}
    <${Notes} notes=${snapshot.panels.questions?.notes ?? []} />
    <${Words} said=${words(step, snapshot)} />
    <dl class="cue-figures">${figures(step, snapshot).map(([label, value]) => html`<div key=${label}><dt>${label}</dt><dd>${typeof value === "string" ? value : number(value)}</dd></div>`)}</dl>
    <footer>${next && html`<span>${t("Next")}</span> <b>${t(next.title)}</b>`}</footer>
  </div>`;
}

// A panel's module may word it for the lectern; else the panel says it.
function words(step, snapshot) {
  if (!step) return "";
  if (step.id && !step.opened && step.state === "now") return called(step, snapshot);
  const panel = snapshot.panels[step.panel];
  const said = panel && modules.value[step.panel]?.cue?.(panel, snapshot, step);
  return said ?? (panel?.say ? t(panel.say.msgid, panel.say.figures) : "");
}

// From behind the scenes, until it is read.
function Notes({ notes }) {
  if (notes.length === 0) return null;
  const read = (id) => () => send(`/qa/notes/${id}/acknowledgement`);
  return html`<div class="cue-notes">${notes.map(({ id, text, sent_by }) => html`<aside class="cue-note" role="alert" key=${id}><p dir="auto">${text} <small>${sent_by}</small></p><button type="button" onClick=${read(id)}>${t("Read")}</button></aside>`)}</div>`;
}

// An item that comes next is called up, unless something must come before it.
function called(step, snapshot) {
  const missing = step.needs.filter(({ met }) => !met).map(({ title }) => t(title));
  if (missing.length) return t("Before “%(title)s” comes: %(missing)s.", { title: t(step.title), missing: listed(missing) });
  return callingUp(place(snapshot.agenda, step).n, step);
}

function Words({ said }) {
  const length = said.length * (/[\u3400-\u9fff]/.test(said) ? 2 : 1);
  return html`<p class=${`cue-say ${length > 220 ? "cue-long" : length > 84 ? "cue-middle" : ""}`}>${said}</p>`;
}

function figures(step, snapshot) {
  const panel = snapshot.panels[step?.panel];
  return (panel && modules.value[step.panel]?.figures?.(panel)) ?? read(snapshot);
}

function read({ attendance: { declared, votes, base, needed }, panels }) {
  const heads = panels.quorum?.head_count.total;
  const figures = declared ? [[t("Present"), declared.present], [t("Base"), declared.base], [t("Needed"), declared.needed]]
    : [heads ? [t("Counted in the rows"), heads] : [t("Checked in"), votes], [t("Base"), base], [t("Needed"), needed]];
  const [present, of] = declared ? [declared.present, declared.base] : [heads || votes, base];
  return [...figures.filter(([, value]) => value > 0), ...(of > 0 ? [[t("Attendance rate"), rate(present, of)]] : [])];
}

render(html`<${Cue} />`, document.getElementById("app"));
