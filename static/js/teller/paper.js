// One ballot paper, large: a name a line, the mark before it, and the keys that make it.

import { html, useEffect, useRef } from "../html.js";
import { t } from "../texts.js";
import { overmarked } from "./keys.js";

export const SIGN = { for: "○", against: "×", none: "–" };
export const word = { for: () => t("for"), against: () => t("against"), none: () => t("no mark") };

// Names in as many columns as their number asks for; `doubted` are names on which the teams differ.
export function Paper({ ballot, state, doubted = [], counts = null, onPlace }) {
  const { marks, cursor, typed } = state;
  const many = ballot.offices.reduce((sum, { candidates }) => sum + candidates.length, 0);
  let place = -1;
  return html`<div class="paper" data-many=${many > 8} data-offices=${ballot.offices.length}>${ballot.offices.map((office) => html`<section key=${office.id} class="paper-office">
    ${ballot.offices.length > 1 && html`<h2>${office.name} <small>${t("at most %(marks)s", { marks: office.marks })}</small></h2>`}
    <ol style=${{ "--rows": Math.ceil(office.candidates.length / 2) }}>${office.candidates.map((one) => {
      place += 1;
      const mine = place;
      const mark = marks[one.id] ?? (mine < cursor || (mine === cursor && typed) ? "none" : "");
      return html`<${Line} key=${one.id} one=${one} mark=${mark} here=${mine === cursor} doubted=${doubted.includes(one.id)}
        count=${counts?.[one.id]} onPlace=${() => onPlace?.(mine)} />`;
    })}</ol></section>`)}</div>`;
}

function Line({ one, mark, here, doubted, count, onPlace }) {
  const line = useRef(null);
  useEffect(() => here && line.current.scrollIntoView({ block: "nearest" }), [here]);
  return html`<li ref=${line} class="paper-line" data-mark=${mark || "untouched"} data-here=${here} data-doubted=${doubted} aria-current=${here ? "step" : undefined}
      onPointerDown=${(event) => { event.preventDefault(); onPlace(); }}>
    <span class="paper-mark" aria-hidden="true">${SIGN[mark] ?? ""}</span>
    <b class="paper-name">${one.name}</b>
    ${one.write_in && html`<em>${t("written in")}</em>`}
    ${doubted && html`<em class="paper-doubt">${t("look closely")}</em>`}
    ${count !== undefined && html`<span class="paper-count">${count}</span>`}
    <span class="visually-hidden">${mark ? word[mark]() : ""}</span></li>`;
}

// What the paper holds in figures, and whether it marks too many names.
export function Sum({ ballot, marks }) {
  const over = overmarked(ballot, marks);
  const given = Object.values(marks).filter((mark) => mark === "for").length;
  if (over.length) return html`<p class="sum sum-over" role="alert">▲ ${over.map(({ office, given, uncrossed }) => uncrossed && given <= office.marks ? t("%(office)s: a name is written in without an × beside a listed one", { office: office.name }) : ballot.overvote === "office"
    ? t("%(given)s ○ for %(office)s, at most %(marks)s: invalid for this office", { given, office: office.name, marks: office.marks })
    : t("%(given)s ○, at most %(marks)s: the paper is invalid", { given, marks: office.marks })).join(" · ")}</p>`;
  return html`<p class="sum">${t("○ %(given)s · × %(against)s", { given, against: Object.keys(marks).length - given })}</p>`;
}

// The keys as buttons: a legend for who types, a keypad for who has no keys. They take no focus from the page.
export function Keypad({ onKey, done }) {
  const keys = [["for", "1", "○"], ["against", "2", "×"], ["none", "0", "–"], ["back", "⌫", t("back")], ["next", "Enter ↵", done ?? t("next")]];
  const hold = (event) => event.preventDefault();
  return html`<div class="keypad">${keys.map(([wanted, key, sign]) => html`<button type="button" class=${`key key-${wanted}`} tabindex="-1" onMouseDown=${hold}
      onClick=${() => onKey(wanted)}><b>${sign}</b>${word[wanted] && html`<span class="visually-hidden">${word[wanted]()}</span>`}<kbd>${key}</kbd></button>`)}</div>`;
}
