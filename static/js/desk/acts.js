// What a desk can do besides scanning. These are done at once or refused in words; they are never queued.

import { fetchJson, send } from "../command.js";
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

// Nobody is added whose name looks like a member's before somebody said that it is another person.
export async function addWalkIn(fields, anotherPerson = false) {
  const name = fields.name.trim();
  panel.value = { name: "busy" };
  if (!anotherPerson) {
    const { status, body } = await fetchJson(`/roll/namesakes?name=${encodeURIComponent(name)}`).catch(() => ({}));
    if (status === 200 && body.members.length) return (panel.value = { name: "namesakes", fields, members: body.members });
  }
  const asked = { name, group: fields.group.trim(), note: fields.note.trim(), with_vote: fields.with_vote, ...(anotherPerson ? { another_person: true } : {}) };
  const { status, body } = await send("/roll/walk-ins", asked);
  panel.value = null;
  if (status === 200) scanning.scan({ member: body.member.id, source: "search" }, body.member);
  else scanning.show("refused", body);
}

export const recordProxy = (holder, grantor, seenBy, near) =>
  act("/checkin/proxies", { holder: holder.id, grantor: grantor.id, seen_by: seenBy, ...(near === null ? {} : { near_relative: near }) }, "represents", holder);
