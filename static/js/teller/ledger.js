// The ledger as the chief scrutineer fills it in: boxes and seals, papers out, papers back.

import { html } from "../html.js";
import { listed, t } from "../texts.js";
import { Act, Whole, Words, whole, words } from "./act.js";

export function PapersOut({ round, chief }) {
  const { issued, exchanged, spare, printed } = chief.papers;
  return html`<section class="step"><h1>${t("Papers handed out")}</h1>
    <p class="step-about">${t("Printed: %(printed)s. Votes present: %(present)s. An exchanged paper is the old one, cut and kept.", { printed, present: chief.present })}</p>
    <${Act} key=${JSON.stringify(chief.papers)} path=${`/ballots/rounds/${round.id}/papers-out`} label=${t("Record the papers handed out")}
      gather=${(data) => ({ issued: whole(data, "issued"), exchanged: whole(data, "exchanged"), spare: whole(data, "spare") })}>
      <div class="fields"><${Whole} name="issued" label=${t("Issued")} value=${issued} /><${Whole} name="exchanged" label=${t("Exchanged")} value=${exchanged ?? 0} /><${Whole} name="spare" label=${t("Spare")} value=${spare} /></div><//></section>`;
}

export function Seals({ round, chief }) {
  const seals = listed(chief.boxes.map(({ seal }) => seal));
  return html`<section class="step"><h1>${t("Boxes and seals")}</h1><p class="step-about">${t("Each box is shown empty; then its seal. One seal for each box, separated by commas.")}</p>
    <${Act} quiet=${true} key=${seals} path=${`/ballots/rounds/${round.id}/boxes`} label=${t("Record the seals")} gather=${(data) => ({ seals: words(data, "seals") })}>
      <${Words} name="seals" label=${t("Seals")} value=${seals} most=${1_000} /><//></section>`;
}

export function PapersBack({ round, chief }) {
  return html`<section class="step"><h1>${t("Papers out of the boxes")}</h1>
    <p class="step-about">${chief.returned_limit === "voters" ? t("Issued: %(issued)s. More papers back than voters who came make the round void.", { issued: chief.papers.issued })
      : t("Issued: %(issued)s. More papers back than were issued make the round void.", { issued: chief.papers.issued })}</p>
    <${Act} path=${`/ballots/rounds/${round.id}/papers-back`} label=${t("Record the papers returned")} gather=${(data) => back(chief, data)}>
      <div class="fields">${chief.boxes.map(({ number, seal }) => html`<${Whole} key=${number} name=${`box-${number}`} label=${t("Box %(number)s, seal %(seal)s", { number, seal })} />`)}
        ${chief.returned_limit === "voters" && html`<${Whole} name="voters" label=${t("Voters who came")} />`}
        <${Whole} name="late" label=${t("Late, in an envelope")} value=${0} /></div><//></section>`;
}

const back = ({ boxes, returned_limit }, data) => ({
  boxes: Object.fromEntries(boxes.map(({ number }) => [number, whole(data, `box-${number}`)])), late: whole(data, "late"),
  ...(returned_limit === "voters" ? { voters: whole(data, "voters") } : {}),
});
