// Attendance growing towards the line: one huge figure with its base, the state in a word and a shape, the bars.

import { html, useEffect, useRef, useState } from "../html.js";
import { rate } from "../rate.js";
import { number, t, time } from "../texts.js";
import { Bars } from "./bars.js";
import { Groups } from "./groups.js";
import { ems } from "./type.js";

const ROLL_MS = 400;
const DIGIT_EMS = 0.57;

export function Attendance({ snapshot, now }) {
  const { attendance } = snapshot;
  const alone = attendance.groups.length < 2;
  const wide = String(attendance.base).length > 3;
  return html`<div class="main attendance"><div class="columns ${alone ? "alone" : ""} ${wide ? "wide" : ""} ${attendance.declared ? "after" : ""} ${attendance.additional || snapshot.proxies.length ? "told" : ""}">
      <div class="count">
        <div class="label">${t("Checked in")}</div>
        <${Figure} n=${attendance.votes} base=${attendance.base} room=${wide ? 82 : 76} />
        <${State} attendance=${attendance} />
        <${Apart} attendance=${attendance} />
        <${Declared} declared=${attendance.declared} />
        ${snapshot.proxies.length > 0 && html`<div class="declared additional">${proxyWords(snapshot.proxies)}</div>`}
        ${attendance.additional && html`<div class="declared additional">${additionalWords(attendance, snapshot.additional)}</div>`}
      </div>
      ${!alone && html`<${Groups} groups=${attendance.groups} now=${now} />`}
    </div></div>
    <${Bars} attendance=${attendance} />`;
}

// The size follows from the base, so that it stays the same all evening: from the first to the thousandth.
function Figure({ n, base, room }) {
  const shown = useRolling(n);
  const of = base > 0 ? t("of %(base)s", { base: number(base) }) : "";
  const percent = rate(n, base);
  const digits = Math.max(2, number(Math.max(n, base)).length) * DIGIT_EMS;
  const small = room > 80 ? 5 : 6.4;
  return html`<div class="figure" role="status" style=${{ "--row": (room - Math.max(ems(of), ems(percent)) * small) / digits, "--digits": digits, "--of": small }}>
    <span class="n" data-value=${n}>${number(shown)}</span>${of && html`<span class="of">${of}<span class="rate">${percent}</span></span>`}</div>`;
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
  const { rule, base, met, measures, more } = attendance;
  if (!rule || base === 0) return null;
  if (met) return html`<div class="state met"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 12.5l5.2 5.2L20 7" /></svg>${t("Quorum reached")}</div>`;
  const words = more > 0 && measures.length < 2 ? t("%(count)s more needed", { count: number(more) }) : t("Quorum not reached");
  return html`<div class="state"><svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9" /><path d="M12 7v5.5l3.5 2" /></svg>${words}</div>`;
}

// Let in at desks that have no connection, as they last reported: not counted, so never added up with the others.
function Apart({ attendance: { provisional } }) {
  if (!provisional) return null;
  return html`<div class="apart" role="status">${t("+ %(count)s at offline desks, not yet counted", { count: number(provisional) })}</div>`;
}

function Declared({ declared }) {
  if (!declared) return null;
  return html`<div class="declared">${t("Declared at %(time)s: %(present)s present of %(base)s", { time: time(declared.at), present: number(declared.present), base: number(declared.base) })} · ${rate(declared.present, declared.base)}</div>`;
}

const ADDITIONAL_SHOWN = 6;
const HOLDERS_SHOWN = 6;

// In a village who represents whom is public; the whole list is on the phones' page.
function proxyWords(holders) {
  const named = holders.slice(0, HOLDERS_SHOWN).map(({ holder, grantors }) => t("%(holder)s for %(grantors)s", { holder, grantors: grantors.map(({ name }) => name).join(t(", ")) }));
  if (holders.length > HOLDERS_SHOWN) named.push(t("and %(n)s more", { n: number(holders.length - HOLDERS_SHOWN) }));
  return t("Proxies: %(list)s. The whole list is on the page for phones.", { list: named.join(t("; ")) });
}

// Who has additional votes is told to each meeting of a cooperative.
export function additionalWords({ additional, base }, members) {
  const named = members.slice(0, ADDITIONAL_SHOWN).map(({ name, votes }) => `${name} ${number(votes)}`);
  if (members.length > ADDITIONAL_SHOWN) named.push(t("and %(n)s more", { n: number(members.length - ADDITIONAL_SHOWN) }));
  return t("Additional votes: %(members)s. %(base)s basic + %(additional)s additional = %(all)s votes.", { members: named.join(t(", ")), base: number(base), additional: number(additional.base), all: number(base + additional.base) });
}

const SPARK_LEAST = 5;

export function Spark({ arrivals }) {
  const minutes = arrivals.last.slice(Math.max(0, arrivals.last.findIndex((minute) => minute.n)));
  const most = Math.max(4, ...minutes.map((minute) => minute.n));
  if (minutes.length < SPARK_LEAST || !minutes.some((minute) => minute.n)) return null;
  return html`<div class="spark" role="img" aria-label=${t("Arrivals in the last half hour")}>
    ${minutes.map((minute) => html`<i key=${minute.at} style=${{ height: `${(100 * minute.n) / most}%` }}></i>`)}</div>`;
}
