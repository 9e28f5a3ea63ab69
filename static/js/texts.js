// Sentences, numbers and times in the page's language; the catalogue is the program's one catalogue.

import { page } from "./page.js";
import { setIn } from "./setting.js";
import { singular } from "./singular.js";

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

const clock = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const numbers = new Intl.NumberFormat(language === "en" ? "en-GB" : language);
const days = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "long" });

export const time = (ms) => clock.format(new Date(ms));
export const date = (ms) => days.format(new Date(ms));
export const number = (n) => numbers.format(n);
