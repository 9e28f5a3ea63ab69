// An eye on the desks: who signs people in by name, a device's check-ins taken back at once, and names called at random.

import { fetchJson } from "../command.js";
import { html, useEffect, useState } from "../html.js";
import { Hold, Press } from "../console/controls.js";
import { chooses, clock } from "../console/state.js";
import { listed, number, t, time } from "../console/words.js";
import { corrected, fieldOf, instantOf } from "../times.js";

const BY_BADGE = ["camera", "wedge", "photo", "typed"];
const SOURCES = {
  camera: () => t("by camera"), wedge: () => t("by scanner"), photo: () => t("by photo"), typed: () => t("code typed"),
  search: () => t("by name"), paper: () => t("from the paper list"), departed: () => t("signed out"),
};
const HALF_HOUR_MS = 30 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

// → {named, signed, percent}: of those a desk signed in, how many without a badge; half a percent is rounded up.
export function share(acts = {}) {
  const sum = (sources) => sources.reduce((total, source) => total + (acts[source] ?? 0), 0);
  const named = (acts.search ?? 0) + (acts.paper ?? 0);
  const signed = named + sum(BY_BADGE);
  return { named, signed, percent: signed ? Math.floor((200 * named + signed) / (2 * signed)) : 0 };
}

export function Share({ acts }) {
  const { named, signed, percent } = share(acts);
  return signed ? html`${number(named)} <small>${t("(%(percent)s %)", { percent: number(percent) })}</small>` : "–";
}

// What one desk did, source by source, and its check-ins taken back since a moment.
export function DeskActs({ desk, acts, act }) {
  const sources = Object.keys(SOURCES).filter((source) => acts?.[source]);
  return html`<div class="con-explain">
    <p>${sources.length ? listed(sources.map((source) => `${SOURCES[source]()} ${number(acts[source])}`)) : t("Nobody was signed in here yet.")}</p>
    <${TakeBack} desk=${desk} act=${act} /></div>`;
}

function TakeBack({ desk, act }) {
  const [since, setSince] = useState(() => asClock(clock.value - HALF_HOUR_MS));
  const [reason, setReason] = useState("");
  const [found, setFound] = useState(null);
  const since_at = lastTime(since, clock.value);
  useEffect(() => setFound(null), [since]);
  const look = async () => {
    const { status, body } = await fetchJson(`/checkin/devices/${desk.id}/checkins?since=${since_at}`).catch(() => ({}));
    setFound(status === 200 ? { since_at, names: body.checkins.map(({ member }) => member.name) } : null);
  };
  return html`<div class="con-line">
    <label><span>${t("Signed in here since")}</span><input type="time" value=${since} onInput=${(event) => setSince(event.target.value)} /></label>
    <button type="button" class="con-button con-plain" disabled=${since_at === null} onClick=${look}>${t("Who?")}</button>
    ${found && found.names.length === 0 && html`<p class="con-names">${t("Nobody who still counts.")}</p>`}
    ${found && found.names.length > 0 && html`<p class="con-names">${listed(found.names)}</p>
      <label><span>${t("Reason")}</span><input value=${reason} maxlength="200" onInput=${(event) => setReason(event.target.value)} /></label>
      <${Hold} act=${act} path=${`/checkin/devices/${desk.id}/voids`} fields=${{ since_at: found.since_at, reason: reason.trim() }} kind="danger" disabled=${!reason.trim()}
        onDone=${() => { setFound(null); setReason(""); }}>${t("Take back all %(count)s since %(at)s", { count: number(found.names.length), at: since })}<//>`}
  </div>`;
}

// How many one holder may represent, as the province says, and what nobody said of the proxies.
export function Proxies({ proxies: { law, most, holders, grantors, unsaid, above }, act }) {
  return html`<section class="con-list"><h3>${t("Proxies")}</h3>
    <p class="con-note">${t("%(holders)s people represent %(grantors)s. One holder may represent %(most)s at most.", { holders: number(holders), grantors: number(grantors), most: number(most) })} <a class="con-alt" href="/proxies" target="_blank">${t("The public list")}</a></p>
    ${unsaid > 0 && html`<p class="con-notice"><span aria-hidden="true">▲</span><span>${t("Of %(n)s proxies nobody said that the holder is a near relative.", { n: number(unsaid) })}</span></p>`}
    ${above.length > 0 && html`<p class="con-notice"><span aria-hidden="true">▲</span><span>${t("More than that: %(names)s.", { names: above.join(", ") })}</span></p>`}
    <div class="con-choice" role="group" aria-label=${t("At most")}>${[2, 3].filter((n) => n <= law).map((n) => html`<${Press} key=${n} act=${act} path="/checkin/proxies-most" fields=${{ most: n }} disabled=${n === most}>${t("%(n)s at most", { n: number(n) })}<//>`)}</div></section>`;
}

// A represented person came: whoever holds the proxy has the paper, or it is in the box.
export function ProxyPapers({ papers, act }) {
  if (!papers.length) return null;
  const settle = (one, finding, words) => html`<${Press} act=${act} path=${`/checkin/proxy-papers/${one.seq}/settlements`} fields=${{ finding }}>${words}<//>`;
  const who = (member) => t("%(name)s (No. %(number)s)", { name: member?.name, number: member?.number });
  return html`<section class="con-list con-conflicts"><h3>${t("Papers of proxies")}</h3><ul>${papers.map((one) => html`<li key=${one.seq}>
    <p><b>${one.grantor?.name}</b> <span>${[one.grantor?.group, time(one.at)].filter(Boolean).join(" · ")}</span></p>
    <p>${one.paper === "box" ? t("Came in person; %(who)s has voted for this person. No other paper this round.", { who: who(one.holder) }) : t("Came in person; %(who)s has the paper. Take it back before one is given.", { who: who(one.holder) })}</p>
    <p class="con-settle">${one.paper !== "box" && settle(one, "taken_back", t("Taken back, and given to this person"))}${settle(one, "in_box", t("In the box: no paper this round"))}${settle(one, "none", t("There was no paper"))}</p></li>`)}</ul></section>`;
}

// What was taken back at once: whom, from which desk, why.
export function Voids({ voids }) {
  if (!voids.length) return null;
  return html`<section class="con-list"><h3>${t("Taken back at once")}</h3><ul>${voids.map((one) => html`<li key=${one.seq} class="con-whole">
    <p><b>${t("%(desk)s since %(at)s: %(count)s people", { desk: one.device_name, at: time(one.since_at), count: number(one.members.length) })}</b> <span>${one.reason}</span></p>
    <p class="con-names">${listed(one.members.map(({ name }) => name))}</p></li>`)}</ul></section>`;
}

const FINDINGS = { seen: () => t("seen"), not_seen: () => t("not seen"), not_called: () => t("not called") };

// Ten names drawn at random: called aloud, seen by somebody, and written down as one act.
export function SpotCheck({ check, present, act }) {
  const [marks, setMarks] = useState({});
  const waits = check && check.recorded_at === null;
  return html`<section class="con-list con-spot"><h3>${t("Names called at random")}</h3>
    ${!waits && html`<p class="con-note">${t("Ten names of those in the hall are drawn by chance. Call them; somebody must see each of them.")}</p>`}
    ${check && html`<ul>${check.names.map((one) => html`<${Called} key=${one.member?.id} one=${one} mark=${waits ? marks[one.member?.id] : one.finding} act=${act}
      onMark=${waits ? (finding) => setMarks({ ...marks, [one.member.id]: finding }) : null} />`)}</ul>`}
    ${waits
      ? html`<${Press} act=${act} path=${`/checkin/spot-checks/${check.seq}/findings`} fields=${{ findings: marks }} kind="main" disabled=${check.names.some(({ member }) => !marks[member?.id])} onDone=${() => setMarks({})}>${t("Write down what was found")}<//>`
      : html`<div class="con-around"><span>${check && outcome(check)}</span><${Press} act=${act} path="/checkin/spot-checks" disabled=${!present}>${t("Draw ten names")}<//></div>`}
  </section>`;
}

function Called({ one, mark, onMark, act }) {
  const { member, desk, at, source, seq, state } = one;
  const came = seq ? t("%(desk)s, %(at)s, %(source)s", { desk, at: time(at), source: SOURCES[source]?.() ?? source }) : t("does not count any more");
  return html`<li>
    <p><b>${member?.name}</b> <span>${[member?.group, member?.number && t("No. %(number)s", { number: member.number })].filter(Boolean).join(" · ")}</span></p>
    <p>${came}${state === "left" && ` · ${t("has gone out")}`}</p>
    ${onMark
      ? html`<div class="con-choice" role="group" aria-label=${member?.name}>${Object.keys(FINDINGS).map((key) => html`<button type="button" key=${key} aria-pressed=${key === mark} onClick=${() => onMark(key)}>${FINDINGS[key]()}</button>`)}</div>`
      : html`<p class=${`con-list-state ${mark === "not_seen" ? "con-late" : ""}`}>${FINDINGS[mark]?.()}</p>`}
    ${!onMark && mark === "not_seen" && seq && html`<${Hold} act=${act} path="/checkin/voids" fields=${{ seq, reason: t("Not seen when names were called") }} kind="danger">${t("Take back")}<//>`}
  </li>`;
}

function outcome({ recorded_at, names, inside }) {
  const count = (finding) => number(names.filter((one) => one.finding === finding).length);
  return t("%(at)s: of %(count)s names out of %(inside)s, %(seen)s seen, %(missed)s not seen.", { at: time(recorded_at), count: number(names.length), inside: number(inside), seen: count("seen"), missed: count("not_seen") });
}

// When chair and supervisor are told that a desk signs in many by name.
export function Pace({ pace, act }) {
  const [people, setPeople] = useState(String(pace.people));
  const [minutes, setMinutes] = useState(String(pace.minutes));
  const fields = { people: Number(people), minutes: Number(minutes) };
  const same = fields.people === pace.people && fields.minutes === pace.minutes;
  const said = pace.people ? t("An alarm comes when a desk signs in or out more than %(people)s people by name in %(minutes)s minutes.", { people: number(pace.people), minutes: number(pace.minutes) }) : t("No alarm comes when a desk signs in many people by name.");
  if (!chooses) return html`<p class="con-note">${said}</p>`;
  return html`<details class="con-settings"><summary>${said}</summary><div class="con-line">
    <label><span>${t("More than so many people (0: no alarm)")}</span><input inputmode="numeric" value=${people} maxlength="4" onInput=${(event) => setPeople(event.target.value.replace(/\D/g, ""))} /></label>
    <label><span>${t("in so many minutes")}</span><input inputmode="numeric" value=${minutes} maxlength="3" onInput=${(event) => setMinutes(event.target.value.replace(/\D/g, ""))} /></label>
    <${Press} act=${act} path="/checkin/name-pace" fields=${fields} disabled=${same || people === "" || !fields.minutes}>${t("Set")}<//></div></details>`;
}

const asClock = (ms) => time(ms);

// The last moment at which the clock showed this: 23:50 asked for at 00:10 was yesterday.
export function lastTime(shown, now) {
  const found = /^(\d{1,2}):(\d{2})$/.exec(shown);
  if (!found) return null;
  const today = fieldOf(corrected(now)).slice(0, 10);
  const at = instantOf(`${today}T${found[1].padStart(2, "0")}:${found[2]}`) - (corrected(now) - now);
  return at > now ? at - DAY_MS : at;
}
