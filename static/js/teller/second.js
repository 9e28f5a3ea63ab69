// What the chair asked for and a second role confirms: an advisory vote below the quorum, or that a round is annulled.

import { html } from "../html.js";
import { t } from "../texts.js";
import { Act, Words } from "./act.js";

const ASKED = {
  advisory: { path: "advisory", label: () => t("Confirm the advisory vote"), said: ({ reason, present, needed }) => t("An advisory vote was asked for, with %(present)s present of the %(needed)s needed: %(reason)s. It would decide nothing.", { reason, present, needed }) },
  annulment: { path: "annulment", label: () => t("Confirm: the round is annulled"), said: ({ reason }) => t("It was asked that this round be annulled: %(reason)s", { reason }) },
};

export function Second({ round, chief: { asked } }) {
  return Object.entries(asked).filter(([, { role }]) => role !== "chief_scrutineer").map(([kind, one]) => html`<section key=${kind} class="second"><h2>${t("A second role confirms")}</h2><p>${ASKED[kind].said(one)}</p>
    <${Act} path=${`/ballots/rounds/${round.id}/${ASKED[kind].path}`} label=${ASKED[kind].label()} gather=${(data) => ({ reason: data.get("reason").trim(), ...(kind === "advisory" ? { present: one.present } : {}) })}><${Words} name="reason" label=${t("Reason")} value=${one.reason} most=${280} /><//></section>`);
}
