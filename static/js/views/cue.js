// The cue card: what the chair says now, the figures to read out, what comes next, and the time.

import { send } from "../command.js";
import { html, render } from "../html.js";
import { clock, current, live, modules } from "../console/state.js";
import { sentence, SIGNS } from "../alarms.js";
import { number, t, time } from "../console/words.js";

function Cue() {
  const snapshot = live.snapshot.value;
  if (!snapshot) return html`<p class="cue-waiting" role="status">${t("Connecting to the meeting …")}</p>`;
  const place = snapshot.agenda.findIndex(({ key }) => key === current.value);
  const step = snapshot.agenda[place];
  const next = snapshot.agenda.slice(place + 1).find(({ state }) => state !== "done");
  const alarm = snapshot.alarms.find(({ level }) => level === "stop");
  return html`<div class="cue">
    <header><span>${step && t(step.title)}</span><span class=${`con-link con-link-${live.link.value}`} role="status">${live.link.value === "live" ? "●" : t("▲ no connection")}</span><time>${time(clock.value)}</time></header>
    ${alarm && html`<p class="cue-alarm" role="alert"><span aria-hidden="true">${SIGNS.stop}</span> ${sentence(alarm, clock.value)}</p>`}
    <${Notes} notes=${snapshot.panels.questions?.notes ?? []} />
    <${Words} said=${words(step, snapshot)} />
    <dl class="cue-figures">${(modules.value[step?.key]?.figures?.(snapshot.panels[step.key]) ?? read(snapshot)).map(([label, value]) => html`<div key=${label}><dt>${label}</dt><dd>${number(value)}</dd></div>`)}</dl>
    <footer>${next && html`<span>${t("Next")}</span> <b>${t(next.title)}</b>`}</footer>
  </div>`;
}

// A panel's module may word it for the lectern; else the panel says it.
function words(step, snapshot) {
  const panel = step && snapshot.panels[step.key];
  const said = modules.value[step?.key]?.cue?.(panel, snapshot);
  return said ?? (panel?.say ? t(panel.say.msgid, panel.say.figures) : "");
}

// From behind the scenes, until it is read.
function Notes({ notes }) {
  if (notes.length === 0) return null;
  const read = (id) => () => send(`/qa/notes/${id}/acknowledgement`);
  return html`<div class="cue-notes">${notes.map(({ id, text, sent_by }) => html`<aside class="cue-note" role="alert" key=${id}><p dir="auto">${text} <small>${sent_by}</small></p><button type="button" onClick=${read(id)}>${t("Read")}</button></aside>`)}</div>`;
}

function Words({ said }) {
  const length = said.length * (/[\u3400-\u9fff]/.test(said) ? 2 : 1);
  return html`<p class=${`cue-say ${length > 220 ? "cue-long" : length > 84 ? "cue-middle" : ""}`}>${said}</p>`;
}

function read({ attendance: { declared, votes, base, needed }, panels }) {
  const heads = panels.quorum?.head_count.total;
  const figures = declared ? [[t("Present"), declared.present], [t("Base"), declared.base], [t("Needed"), declared.needed]]
    : [heads ? [t("Counted in the rows"), heads] : [t("Checked in"), votes], [t("Base"), base], [t("Needed"), needed]];
  return figures.filter(([, value]) => value > 0);
}

render(html`<${Cue} />`, document.getElementById("app"));
