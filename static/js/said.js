// A sentence that was sent as data, in the page's language: {msgid, figures}, where a figure is a text, a number,
// {at} a time, {planned} one that people chose, another sentence, or a list of these. A sentence that begins with another one begins with a capital.

import { plannedTime, t, time } from "./texts.js";

const isSentence = (value) => typeof value === "object" && value !== null && "msgid" in value;

function figure(value) {
  if (Array.isArray(value)) return value.map(figure).join(t(", "));
  if (isSentence(value)) return t(value.msgid, Object.fromEntries(Object.entries(value.figures).map(([name, one]) => [name, figure(one)])));
  if (typeof value !== "object" || value === null) return value ?? "";
  return "planned" in value ? plannedTime(value.planned) : time(value.at);
}

export function said(sentence) {
  const text = figure(sentence);
  const first = /^%\((\w+)\)s/.exec(sentence.msgid);
  return first && isSentence(sentence.figures[first[1]]) ? text[0].toUpperCase() + text.slice(1) : text;
}
