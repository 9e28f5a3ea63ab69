// A new list of speakers: from a draw, by hand, or as people ask; at hand at once, or prepared for a later item.

import { fetchJson } from "../command.js";
import { html, useState } from "../html.js";
import { Press } from "../console/controls.js";
import { chooses } from "../console/state.js";
import { number, t } from "../console/words.js";

const MINUTE = 60;
const WARN_SECONDS = 30;
const seconds = (minutes) => Math.round(Number.parseFloat(minutes.replace(",", ".")) * MINUTE) || 0;

export function Making({ panel, act, onDone, onBack }) {
  const { draw, list } = panel;
  const [source, setSource] = useState(draw ? "draw" : "hand");
  const [title, setTitle] = useState(t("Speeches"));
  const [minutes, setMinutes] = useState("5");
  const [warn, setWarn] = useState(WARN_SECONDS);
  const [together, setTogether] = useState("");
  const [text, setText] = useState("");
  if (!chooses) return html`<p class="con-why">${t("There is no list of speakers yet.")}</p>`;
  const grouped = Boolean(together.trim());
  const drawn = source === "draw" && grouped && !text ? draw.names.join("\n") : null;
  const speakers = named(drawn ?? text, grouped);
  const fields = {
    title: title.trim(), source, seconds_each: seconds(minutes), warn_seconds: warn,
    ...(grouped ? { seconds_group: seconds(together) } : {}),
    ...(source === "draw" ? { draw: draw.number } : {}),
    ...(source === "hand" || (source === "draw" && grouped) ? { speakers } : {}),
  };
  const unfit = !title.trim() || fields.seconds_each < 1 || (grouped && fields.seconds_group < 1) || warn < 0 || (source === "hand" && !speakers.length);
  const choose = (one) => () => { setSource(one); setText(""); };
  return html`<div class="con-choice" role="group" aria-label=${t("Where the order comes from")}>
      ${draw && html`<button type="button" aria-pressed=${source === "draw"} onClick=${choose("draw")}>${t("The order of draw %(number)s", { number: number(draw.number) })}</button>`}
      <button type="button" aria-pressed=${source === "hand"} onClick=${choose("hand")}>${t("By hand")}</button>
      <button type="button" aria-pressed=${source === "request"} onClick=${choose("request")}>${t("As people ask")}</button></div>
    <label class="draw-list"><span>${t("Title")}</span><input maxlength="120" value=${title} onInput=${(event) => setTitle(event.target.value)} /></label>
    <div class="con-fields floor-fields"><label><span>${t("Minutes for each")}</span><input inputmode="decimal" maxlength="6" value=${minutes} onInput=${(event) => setMinutes(event.target.value)} /></label>
      <label><span>${t("Warning before the end, seconds")}</span><input type="number" min="0" max="3600" value=${warn} onInput=${(event) => setWarn(event.target.valueAsNumber || 0)} /></label>
      <label><span>${t("Minutes for a group together, if it is limited")}</span><input inputmode="decimal" maxlength="6" value=${together} onInput=${(event) => setTogether(event.target.value)} /></label></div>
    ${source === "hand" && html`<label class="draw-list"><span>${grouped ? t("Names, one on each line; the group after a comma") : t("Names, one on each line")}</span><textarea rows="6" value=${text} onInput=${(event) => setText(event.target.value)}></textarea></label>`}
    ${source === "draw" && (grouped ? html`<${Groups} text=${drawn ?? text} names=${draw.names} onChange=${setText} />`
      : html`<ol class="draw-order">${draw.names.map((name) => html`<li key=${name}>${name}</li>`)}</ol>`)}
    <div class="con-do"><${Press} act=${act} path="/floor/lists" fields=${fields} kind="main" disabled=${unfit || Boolean(list?.clock)} onDone=${onDone}>${t("Open this list")}<//>
      <${Press} act=${act} path="/floor/lists" fields=${{ ...fields, prepared: true }} disabled=${unfit} onDone=${onDone}>${t("Prepare it for later")}<//>
      ${onBack && html`<button type="button" class="con-alt" onClick=${onBack}>${t("Back")}</button>`}</div>
    ${list?.clock && html`<p class="con-why">${t("%(name)s has the floor: end the speech first.", { name: list.clock.name })}</p>`}`;
}

// The group of each name of a draw; the roll knows that of its candidates.
function Groups({ text, names, onChange }) {
  const take = async () => {
    const answer = await fetchJson("/speeches/candidates").catch(() => null);
    const known = answer?.status === 200 ? answer.body.candidates : [];
    const group = (drawn) => known.find(({ name, group: its }) => drawn === name || drawn === t("%(name)s (%(group)s)", { name, group: its }))?.group;
    onChange(names.map((name) => (group(name) ? `${name}, ${group(name)}` : name)).join("\n"));
  };
  return html`<div class="draw-list"><label><span>${t("Names, one on each line; the group after a comma")}</span><textarea rows="6" value=${text} onInput=${(event) => onChange(event.target.value)}></textarea></label>
    <p class="con-ways"><button type="button" class="con-alt" onClick=${take}>${t("Take the groups of the roll")}</button></p></div>`;
}

function named(text, grouped) {
  return text.split("\n").map((line) => line.trim()).filter(Boolean).map((line) => {
    const comma = grouped ? Math.max(line.lastIndexOf(","), line.lastIndexOf("，"), line.lastIndexOf("\t")) : -1;
    return comma < 1 ? { name: line } : { name: line.slice(0, comma).trim(), group: line.slice(comma + 1).trim() };
  });
}
