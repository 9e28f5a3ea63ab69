// Who stands: the names in the order on the paper, each as large as the longest allows; one office after another.

import { html } from "../html.js";
import { number, t } from "../texts.js";
import { paged, Pages } from "./pages.js";
import { ems, phrase, sized } from "./type.js";

const MOST = 12;
const WIDE_U = 158;
const HIGH_U = 50;
const STAGES = { applicant: () => t("Applicants"), preliminary: () => t("Preliminary candidates"), preparatory: () => t("Preparatory candidates"), formal: () => t("Candidates") };
const ORIGINS = { self: () => t("put forward by themselves"), joint: (n) => t("put forward by %(count)s members", { count: number(n) }), organisation: () => t("put forward by the organisation") };

export function Candidates({ snapshot, now }) {
  const standing = snapshot.ballot?.standing;
  const offices = (standing?.offices ?? []).filter(({ candidates }) => candidates.length);
  if (!offices.length) return html`<div class="main middle"><p class="label">${t("Nobody stands yet")}</p></div>`;
  const sheets = offices.flatMap((office) => sheetsOf(office));
  const { shown: [{ office, names, from }], page, pages } = paged(sheets, 1, now);
  return html`<div class="main standing">
    <${Heading} title=${standing.title} office=${office} advance=${standing.advance} />
    <${Names} names=${names} from=${from} />
    <${Pages} page=${page} pages=${pages} />
  </div>`;
}

function sheetsOf(office) {
  const sheets = Math.ceil(office.candidates.length / MOST);
  const each = Math.ceil(office.candidates.length / sheets);
  return Array.from({ length: sheets }, (_, i) => ({ office, from: i * each, names: office.candidates.slice(i * each, (i + 1) * each) }));
}

function Heading({ title, office, advance }) {
  const words = advance ? t("%(title)s: the first %(count)s go on", { title, count: number(advance) }) : t("%(title)s: %(office)s, %(seats)s to be elected", { title, office: office.name, seats: number(office.seats) });
  return html`<h2 class="vote-title sized" style=${sized(words, { width: 156, height: 7.4, most: 5.6, least: 4 }, { width: 90, height: 20, most: 6 })}>${phrase(words)}</h2>`;
}

// As many columns as let the names be largest.
function Names({ names, from }) {
  const longest = Math.max(...names.map(({ name }) => ems(name)));
  const same = names.every(({ origin, supporters, reader }) => origin === names[0].origin && supporters === names[0].supporters && !reader);
  const under = same ? 0 : 5.6;
  const best = [1, 2, 3, 4].map((columns) => ({ columns, size: sizeOf(columns, names.length, longest, under, WIDE_U, HIGH_U) })).reduce((one, other) => (other.size > one.size + 0.4 ? other : one));
  const tall = [1, 2].map((columns) => ({ columns, size: sizeOf(columns, names.length, longest, under, 88, 118) })).reduce((one, other) => (other.size > one.size + 0.4 ? other : one));
  return html`<ol class="standing-names" style=${{ "--columns": best.columns, "--tall-columns": tall.columns, "--name": best.size, "--tall-name": tall.size }}>
    ${names.map((one, i) => html`<li key=${one.name}><i>${number(from + i + 1)}</i><span><b dir="auto">${phrase(one.name)}</b>${!same && html`<em>${about(one)}</em>`}</span></li>`)}</ol>
    ${same && names[0].origin !== "self" && html`<p class="standing-same">${stage(names[0])} · ${ORIGINS[names[0].origin](names[0].supporters)}</p>`}`;
}

const stage = (one) => (STAGES[one.stage] ?? STAGES.formal)();
const about = (one) => [ORIGINS[one.origin]?.(one.supporters), one.reader && t("statement read by %(name)s", { name: one.reader })].filter(Boolean).join(" · ");

function sizeOf(columns, count, longest, under, wide, high) {
  const rows = Math.ceil(count / columns);
  const across = (wide / columns - 8) / (longest + 1.4);
  const down = (high / rows - under) / 1.45;
  return Math.round(100 * Math.max(4.2, Math.min(12, across, down))) / 100;
}
