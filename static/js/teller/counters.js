// Who counts: named once, so that nobody who stands counts, and each signs by the name that was announced.

import { html } from "../html.js";
import { listed, t } from "../texts.js";
import { Act, Words, words } from "./act.js";
import { ROLE } from "./words.js";

export function Counters({ round, chief }) {
  const named = (role) => listed(chief.counters.filter((one) => one.role === role).map(({ name }) => name));
  return html`<section class="step"><h1>${t("Who counts")}</h1>
    <p class="step-about">${t("Nobody who stands may count. Several names of one team are separated by commas.")}</p>
    <${Act} quiet=${true} key=${JSON.stringify(chief.counters)} path=${`/ballots/rounds/${round.id}/counters`} label=${t("Name those who count")} gather=${(data) => Object.fromEntries(Object.keys(ROLE).map((role) => [role, words(data, role)]))}>
      ${Object.keys(ROLE).map((role) => html`<${Words} key=${role} name=${role} label=${ROLE[role]()} value=${named(role)} most=${400} required=${false} />`)}<//></section>`;
}
