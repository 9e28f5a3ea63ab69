// Taking the last import back, and taking somebody off the roll: both ask once more, both are recorded.

import { html, signal, useSignal } from "../html.js";
import { fetchJson, send } from "../command.js";
import { number, t } from "../texts.js";

const imports = signal(null); // {last, stayed}
const told = signal("");

export async function lookAgain() {
  const { status, body } = await fetchJson("/roll/imports").catch(() => ({ status: 0 }));
  if (status === 200) imports.value = body;
}

async function takeBack(last) {
  const { status, body } = await send("/roll/imports/undo", { import: last.seq });
  told.value = status === 200
    ? t("Taken back: %(removed)s taken off, %(restored)s as before, %(stayed)s stay because they had come.", { removed: number(body.removed), restored: number(body.restored), stayed: number(body.stayed) })
    : body.message;
  await lookAgain();
}

export function LastImport() {
  const sure = useSignal(false);
  if (!imports.value) return null;
  const { last, stayed } = imports.value;
  return html`<section class="imp-back">
    ${told.value && html`<p class="imp-told" role="status">${told.value}</p>`}
    ${last && html`<p>${t("Last import: %(file)s (%(added)s new, %(changed)s changed).", { file: last.source, added: number(last.added), changed: number(last.changed) })}
      ${sure.value
        ? html` <button type="button" class="button" onClick=${() => { sure.value = false; takeBack(last); }}>${t("Yes, take it back")}</button> <button type="button" class="imp-link" onClick=${() => (sure.value = false)}>${t("Keep it")}</button>`
        : html` <button type="button" class="imp-link" onClick=${() => (sure.value = true)}>${t("Take it back …")}</button>`}</p>`}
    ${stayed.length > 0 && html`<p>${t("They stayed when their import was taken back:")} ${stayed.map((one) => html`<b key=${one.id}>${one.number} ${one.name} </b>`)}</p>`}
    <${TakeOff} />
  </section>`;
}

function TakeOff() {
  const found = useSignal([]);
  const chosen = useSignal(null);
  const reason = useSignal("");
  const search = async (event) => {
    const wanted = event.target.value.trim();
    const { status, body } = wanted ? await fetchJson(`/roll/search?q=${encodeURIComponent(wanted)}`).catch(() => ({ status: 0 })) : { status: 0 };
    found.value = status === 200 ? body.members.slice(0, 6) : [];
  };
  const remove = async (event) => {
    event.preventDefault();
    const { status, body } = await send("/roll/removals", { member: chosen.value.id, reason: reason.value });
    told.value = status === 200 ? t("%(name)s was taken off the roll.", { name: chosen.value.name }) : body.message;
    if (status === 200 && body.additional_above) told.value += ` ${t("Additional votes %(additional)s > one fifth of the %(basic)s basic votes.", body.additional_above)}`;
    if (status === 200) [found.value, chosen.value, reason.value] = [[], null, ""];
    await lookAgain();
  };
  return html`<details class="imp-off"><summary>${t("Take somebody off the roll …")}</summary>
    <label>${t("Name or number")} <input type="search" autocomplete="off" onInput=${search} /></label>
    <ul class="imp-rows">${found.value.map((one) => html`<li key=${one.id}><span class="imp-row">${one.number}</span><b>${one.name}</b><em>${one.group}</em>
      <button type="button" class="imp-link" onClick=${() => (chosen.value = one)}>${t("Take off")}</button></li>`)}</ul>
    ${chosen.value && html`<form onSubmit=${remove}><label>${t("Why is %(name)s taken off?", { name: `${chosen.value.number} ${chosen.value.name}` })}
      <input required maxlength="200" value=${reason.value} onInput=${(event) => (reason.value = event.target.value)} /></label>
      <button class="button">${t("Take %(name)s off the roll", { name: chosen.value.name })}</button></form>`}</details>`;
}
