// How questions are taken: for new ones only.

import { html, useState } from "../html.js";
import { Choice, Press } from "../console/controls.js";
import { t } from "../console/words.js";

const CHOICES = {
  who: [() => t("Who may ask"), [["anybody", () => t("anybody with the page")], ["members", () => t("members who have checked in")]]],
  naming: [() => t("Under which name"), [["named", () => t("named")], ["chair", () => t("named to the chair only")], ["anonymous", () => t("anonymous in the file")]]],
  sequence: [() => t("In which order"), [["turns", () => t("the ways take turns")], ["time", () => t("by time")], ["votes", () => t("by supporters")], ["hand", () => t("by hand")], ["lot", () => t("by lot")]]],
};
const FIGURES = {
  characters_most: () => t("Characters at most"),
  waiting_most: () => t("Waiting questions of one asker"),
  pending_most: () => t("Waiting questions in all"),
  answer_seconds: () => t("Seconds for an answer"),
};

export function Rules({ rules, act }) {
  const [changed, change] = useState({});
  const now = { ...rules, ...changed };
  const set = (key) => (value) => change({ ...changed, [key]: value });
  const { waiting_most, ...rest } = Object.fromEntries(Object.keys(FIGURES).map((key) => [key, Number.parseInt(now[key], 10) || 0]));
  const fields = { who: now.who, naming: now.naming, sequence: now.sequence, approval: now.approval, votes_shown: now.votes_shown, waiting_most, ...rest };
  return html`<details class="con-settings"><summary>${t("How questions are taken")}</summary><form onSubmit=${(event) => event.preventDefault()}>
    ${Object.entries(CHOICES).map(([key, [title, options]]) => html`<div key=${key}><h3>${title()}</h3><${Choice} label=${title()} chosen=${now[key]} options=${options.filter(([value]) => value !== "lot" || rules.sequence === "lot").map(([value, name]) => [value, name()])} onChoose=${set(key)} /></div>`)}
    <h3>${t("Approval")}</h3><${Choice} label=${t("Approval")} chosen=${now.approval} options=${[[true, t("I read each question first")], [false, t("straight into the queue")]]} onChoose=${set("approval")} />
    <h3>${t("Supporters")}</h3><${Choice} label=${t("Supporters")} chosen=${now.votes_shown} options=${[[true, t("show numbers of supporters")], [false, t("hide them from the hall")]]} onChoose=${set("votes_shown")} />
    <div class="con-fields">${Object.entries(FIGURES).map(([key, name]) => html`<label key=${key}><span>${name()}</span><input inputmode="numeric" maxlength="4" value=${now[key]} onInput=${(event) => set(key)(event.target.value)} /></label>`)}</div>
    <div class="con-do"><${Press} act=${act} path="/qa/rules" fields=${fields} onDone=${() => change({})}>${t("Take questions like this")}<//>
      <${Press} act=${act} path="/qa/unmute" kind="small"><span>${t("Hear all muted askers again")}</span><//></div></form></details>`;
}
