// Scans made without connection that changed nothing by themselves: who, every desk and time, what to ask, and the
// act that settles it.

import { html, useState } from "../html.js";
import { Press } from "./controls.js";
import { listed, plannedTime, t, time } from "./words.js";

const REASONS = {
  attended: ({ first }) => t("was let in at %(desk)s at %(at)s as well. Ask who came twice; the person counts once.", { desk: first.device, at: time(first.at) }),
  left: ({ first }) => t("was let in at %(desk)s at %(at)s and had left. If the person is back, check them in once more.", { desk: first.device, at: time(first.at) }),
  taken_back: ({ first }) => t("had been taken back at %(desk)s. Ask there, and check the person in by hand if they are here.", { desk: first?.device ?? "–" }),
  closed: () => t("was let in after the desks were closed. Does not count until a supervisor admits the person."),
  revoked: () => t("was let in with an old badge that had been replaced. Look for the new one; check the person in by hand."),
  not_here: () => t("was taken to be in already, but nobody checked the person in here. Check them in by hand if they are here."),
  sent_away: () => t("was not known to the desk and was sent away. Check the person in by hand if they are here."),
};

export function Late({ conflicts, act }) {
  if (!conflicts.length) return null;
  return html`<section class="con-list con-conflicts"><h3>${t("For the supervisor")}</h3><ul>
    ${conflicts.map((one) => html`<${Conflict} key=${one.member?.id ?? one.seq} conflict=${one} act=${act} />`)}
  </ul></section>`;
}

// Scans that wait for the same reason are told together: [reason, ["Desk 7 18:06", …]].
function byReason(scans) {
  const found = new Map();
  for (const { reason, device, device_at, at } of scans) found.set(reason, [...(found.get(reason) ?? []), `${device} ${device_at === undefined || device_at === null ? time(at) : plannedTime(device_at)}`]);
  return [...found];
}

function Conflict({ conflict, act }) {
  const { member, scans, reason } = conflict;
  const [admitting, setAdmitting] = useState(false);
  const settle = (finding, words) => html`<${Press} act=${act} path="/checkin/conflicts/settlements" fields=${{ member: member.id, finding }}>${words}<//>`;
  return html`<li>
    <p><b>${member?.name ?? t("Unknown")}</b> <span>${member && [member.group, t("No. %(number)s", { number: member.number })].filter(Boolean).join(" · ")}</span></p>
    ${byReason(scans).map(([why, desks]) => html`<p key=${why}>${t("%(desks)s, without connection:", { desks: listed(desks) })} ${REASONS[why](conflict)}</p>`)}
    ${member && act && !admitting && html`<p class="con-settle">
      ${reason === "attended" ? settle("same_person", t("One person: settled")) : html`<button type="button" class="con-button con-plain" onClick=${() => setAdmitting(true)}>${t("Is here: admit …")}</button>`}
      ${reason === "attended" ? settle("two_people", t("Two people with one badge: noted")) : settle("not_here", t("Is not here: settled"))}</p>`}
    ${admitting && html`<${Admit} member=${member} act=${act} onBack=${() => setAdmitting(false)} />`}
  </li>`;
}

function Admit({ member, act, onBack }) {
  const [reason, setReason] = useState("");
  return html`<p class="con-settle">
    <label class="con-field"><span>${t("Reason")}</span><input value=${reason} maxlength="200" onInput=${(event) => setReason(event.target.value)} /></label>
    <${Press} act=${act} path="/checkin/admissions" fields=${{ member: member.id, reason: reason.trim() }} disabled=${!reason.trim()}>${t("Admit %(name)s", { name: member.name })}<//>
    <button type="button" class="con-button con-plain" onClick=${onBack}>${t("Back")}</button></p>`;
}
