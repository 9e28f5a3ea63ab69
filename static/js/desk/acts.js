// What a desk can do besides scanning. These are done at once or refused in words; they are never queued.

import { send } from "../command.js";
import { panel, scanning, search } from "./state.js";

// The answer's body, or null after a refusal, which is then on the screen.
export async function act(path, fields, verdict, member) {
  panel.value = { name: "busy" };
  const { status, body } = await send(path, fields);
  panel.value = null;
  search.clear();
  const done = status === 200;
  scanning.show(done ? body.verdict ?? verdict : "refused", member ? { member, ...body } : body);
  return done ? body : null;
}

export const leave = (member) => act("/checkin/departures", { member: member.id }, "left", member);

export const takeBack = ({ seq, member }, reason) => act("/checkin/voids", reason ? { seq, reason } : { seq }, "undone", member);

export const admit = (member, reason) => act("/checkin/admissions", { member: member.id, reason }, "admitted", member);

export async function replaceBadge(member) {
  const done = await act("/roll/badges/replacements", { member: member.id }, "replaced", member);
  if (done?.code) panel.value = { name: "replaced", member, code: done.code };
}

export async function addWalkIn({ name, group, note, with_vote }) {
  panel.value = { name: "busy" };
  const { status, body } = await send("/roll/walk-ins", { name: name.trim(), group: group.trim(), note: note.trim(), with_vote });
  panel.value = null;
  if (status === 200) scanning.scan({ member: body.member.id, source: "search" }, body.member);
  else scanning.show("refused", body);
}

export const recordProxy = (holder, grantor, seenBy) =>
  act("/checkin/proxies", { holder: holder.id, grantor: grantor.id, seen_by: seenBy }, "represents", holder);
