// Sentences, numbers and times in the page's language; the catalogue is the program's one catalogue.

import { page } from "./page.js";
import { setIn } from "./setting.js";
import { singular } from "./singular.js";
import { corrected, inZone } from "./times.js";

const { default: messages } = await import(`/language/${page.language}.js`);

export const language = page.language;

export function t(msgid, figures = {}) {
  const sentence = messages[msgid] ?? msgid;
  const figure = (name) => shown(figures[name]);
  if (language !== "en") return setIn(sentence, figure);
  return singular(sentence, figure).replace(/%\((\w+)\)s|%%/g, (place, name) => (name ? figure(name) : "%"));
}

export const listed = (names) => names.join(t(", "));
const shown = (figure) => (Array.isArray(figure) ? listed(figure) : String(figure ?? ""));

const clock = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "UTC" });
const numbers = new Intl.NumberFormat(language === "en" ? "en-GB" : language);
const days = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "long", timeZone: "UTC" });

// `at` is a time of the meeting's clock; what was planned was chosen by people by the clock on the wall.
export const time = (at) => clock.format(inZone(corrected(at)));
export const plannedTime = (ms) => clock.format(inZone(ms));
export const plannedDate = (ms) => days.format(inZone(ms));
export const day = (iso) => days.format(new Date(`${iso}T00:00Z`)); // a day of the calendar, wherever it is read
// With its date, unless it was today.
export function moment(at, now) {
  const date = plannedDate(corrected(at));
  return date === plannedDate(corrected(now)) ? time(at) : `${date} ${time(at)}`;
}
export const number = (n) => numbers.format(n);
