// Scans made without connection that changed nothing by themselves: who, both desks, both times, and what to ask.

import { html } from "../html.js";
import { t, time } from "./words.js";

const REASONS = {
  attended: ({ first }) => t("was let in at %(desk)s at %(at)s as well. Ask who came twice; the person counts once.", { desk: first.device, at: time(first.at) }),
  taken_back: ({ first }) => t("had been taken back at %(desk)s. Ask there, and check the person in by hand if they are here.", { desk: first?.device ?? "–" }),
  closed: () => t("was let in after the desks were closed. Does not count until a supervisor admits the person."),
};

export function Late({ conflicts }) {
  if (!conflicts.length) return null;
  return html`<section class="con-list con-conflicts"><h3>${t("For the supervisor")}</h3><ul>
    ${conflicts.map((one) => html`<li key=${one.seq}>
      <p><b>${one.member?.name ?? t("Unknown")}</b> <span>${one.member && [one.member.group, t("No. %(number)s", { number: one.member.number })].filter(Boolean).join(" · ")}</span></p>
      <p>${t("%(desk)s, %(at)s, without connection:", { desk: one.device, at: time(one.device_at ?? one.at) })} ${REASONS[one.reason](one)}</p></li>`)}
  </ul></section>`;
}
