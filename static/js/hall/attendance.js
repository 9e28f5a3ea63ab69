// Attendance growing towards the line: one huge figure with its base, the state in a word and a shape, the bar.

import { html, useEffect, useRef, useState } from "../html.js";
import { number, t, time } from "../texts.js";

const GROUPS_A_PAGE = 6;
const PAGE_MS = 8000;
const ROLL_MS = 400;

export function Attendance({ snapshot, now }) {
  const { attendance } = snapshot;
  const groups = attendance.groups.length > 1 ? attendance.groups : [];
  return html`<div class="main attendance ${groups.length ? "" : "alone"}">
      <div>
        <div class="label">${t("Checked in")}</div>
        <${Figure} n=${attendance.votes} base=${attendance.base} />
        <${State} attendance=${attendance} />
        <${Declared} declared=${attendance.declared} />
      </div>
      ${groups.length > 0 && html`<${Groups} groups=${groups} now=${now} />`}
    </div>
    <${Bars} attendance=${attendance} />`;
}

function Figure({ n, base }) {
  const shown = useRolling(n);
  return html`<div class="figure ${String(n).length + String(base).length > 7 ? "wide" : ""}" role="status">
    <span class="n" data-value=${n}>${shown}</span><span class="of">${t("of %(base)s", { base: number(base) })}</span></div>`;
}

function useRolling(n) {
  const [shown, show] = useState(n);
  const last = useRef(n);
  useEffect(() => {
    const from = last.current;
    last.current = n;
    if (from === n || matchMedia("(prefers-reduced-motion: reduce)").matches || document.hidden) return show(n);
    const begun = performance.now();
    let frame = requestAnimationFrame(function step(at) {
      const share = Math.min(1, (at - begun) / ROLL_MS);
      show(Math.round(from + (n - from) * (1 - (1 - share) ** 3)));
      if (share < 1) frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [n]);
  return shown;
}

function State({ attendance }) {
  if (!attendance.rule || attendance.base === 0) return null;
  if (attendance.met) return html`<div class="state met"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 12.5l5.2 5.2L20 7" /></svg>${t("Quorum reached")}</div>`;
  const words = attendance.more > 0 ? t("%(count)s more needed", { count: attendance.more }) : t("Quorum not reached");
  return html`<div class="state"><svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9" /><path d="M12 7v5.5l3.5 2" /></svg>${words}</div>`;
}

function Declared({ declared }) {
  if (!declared) return null;
  return html`<div class="declared">${t("Declared at %(time)s: %(present)s present of %(base)s", { time: time(declared.at), present: number(declared.present), base: number(declared.base) })}<br /><code>${declared.head}</code></div>`;
}

function Groups({ groups, now }) {
  const pages = Math.ceil(groups.length / GROUPS_A_PAGE);
  const shown = Math.floor(now / PAGE_MS) % pages;
  return html`<div class="groups">
    ${groups.slice(shown * GROUPS_A_PAGE, (shown + 1) * GROUPS_A_PAGE).map((group) => html`<div class="group" key=${group.name}>
      <span>${group.name || t("No group")}</span><i><b style=${{ width: `${share(group.checked_in, group.base)}%` }}></b></i>
      <strong>${number(group.checked_in)} / ${number(group.base)}</strong></div>`)}
    ${pages > 1 && html`<div class="pages">${shown + 1} / ${pages}</div>`}
  </div>`;
}

function Bars({ attendance }) {
  const { measures, if_passed: later, base, votes } = attendance;
  if (measures.length > 1)
    return html`<div class="bars">${measures.map((measure) => html`<div key=${measure.name}>
      <div class="measure"><span>${measure.name === "heads" ? t("By heads") : t("By area")}</span><b>${figure(measure, measure.present)} / ${figure(measure, measure.base)}</b></div>
      <${Bar} part=${measure.present} base=${measure.base} line=${measure.needed} words=${lineWords(measure, figure(measure, measure.needed))} /></div>`)}</div>`;
  const [measure] = measures;
  if (!measure) return null;
  return html`<div class="bars"><${Bar} part=${votes} base=${base} line=${attendance.needed} words=${lineWords(measure, number(attendance.needed))}
    later=${later?.needed} laterWords=${later && t("%(needed)s if the exclusions pass", { needed: number(later.needed) })} /></div>`;
}

function Bar({ part, base, line, words, later, laterWords }) {
  const at = share(line, base);
  const laterAt = later ? share(later, base) : null;
  return html`<div class="bar"><b class=${part ? "" : "none"} style=${{ width: `${share(part, base)}%` }}></b>
    ${laterAt !== null && html`<u class="later" style=${{ left: `${laterAt}%` }}></u>`}
    <u style=${{ left: `${at}%` }}></u>
    ${laterWords ? html`<em class="right">${words}，${laterWords}</em>` : html`<em style=${{ left: `${at}%`, transform: `translateX(-${at}%)` }}>${words}</em>`}
  </div>`;
}

function lineWords(measure, needed) {
  const fraction = `${measure.numerator}/${measure.denominator}`;
  return measure.operator === ">" ? t("Needed %(needed)s: more than %(fraction)s", { needed, fraction }) : t("Needed %(needed)s: at least %(fraction)s", { needed, fraction });
}

const figure = (measure, n) => (measure.name === "weight" ? number(n / 1000) : number(n));
const share = (part, base) => (base ? Math.min(100, (100 * part) / base) : 0);

export function Spark({ arrivals }) {
  const most = Math.max(4, ...arrivals.last.map((minute) => minute.n));
  if (!arrivals.last.some((minute) => minute.n)) return null;
  return html`<div class="spark" role="img" aria-label=${t("Arrivals in the last half hour")}>
    ${arrivals.last.map((minute) => html`<i key=${minute.at} style=${{ height: `${(100 * minute.n) / most}%` }}></i>`)}</div>`;
}
