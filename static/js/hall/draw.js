// The draw before everybody: the list, the commitment while it stands, the dice as they are read, the order name by name.

import { html } from "../html.js";
import { number, t } from "../texts.js";
import { ems, fit } from "./type.js";

const READ_OUT = 8; // groups that the supervisor reads into the paper minutes
const PAGE_MS = 6_000;

export function Draw({ snapshot, now }) {
  const { draw } = snapshot;
  if (!draw) return html`<div class="main middle"><p class="label">${t("No draw yet")}</p></div>`;
  const stage = draw.state === "frozen" ? Frozen : draw.state === "committed" ? (now < draw.stands_until ? Commitment : Dice) : draw.order.length ? Order : Given;
  return html`<div class="main draw">
    <h2 class="draw-title">${TITLES[draw.state]?.(draw) ?? t("Draw %(number)s", { number: number(draw.number) })}</h2>
    <${stage} draw=${draw} now=${now} /></div>`;
}

const TITLES = {
  frozen: ({ number: n }) => t("Draw %(number)s · the list", { number: number(n) }),
  committed: ({ number: n }) => t("Draw %(number)s · sealed", { number: number(n) }),
  revealed: ({ number: n }) => t("Draw %(number)s · the order", { number: number(n) }),
  hand: ({ number: n }) => t("Draw %(number)s · by hand", { number: number(n) }),
  void: ({ number: n }) => t("Draw %(number)s · given up", { number: number(n) }),
};

function Frozen({ draw, now }) {
  return html`<${Names} names=${draw.names} now=${now} />`;
}

// Names in columns, from top to bottom; never smaller than the back row can read: more of them take turns.
function Names({ names, numbered, now, width = 156 }) {
  const upright = innerWidth < innerHeight;
  const most = upright ? 20 : 24;
  const pages = Math.ceil(names.length / most);
  const each = Math.ceil(names.length / pages);
  const first = (Math.floor(now / PAGE_MS) % pages) * each;
  const some = names.slice(first, first + each);
  const columns = upright ? (each > 8 ? 2 : 1) : each <= 6 ? 1 : each <= 14 ? 2 : 3;
  const rows = Math.ceil(each / columns);
  const longest = names.reduce((one, other) => (ems(other) > ems(one) ? other : one), "");
  const size = fit(numbered ? `00. ${longest}` : longest, { width: (upright ? 92 : width) / columns - 6, height: (upright ? 80 : 48) / rows, most: 8.4, least: 4, leading: 1.3 });
  return html`<div class="draw-page"><ol class="draw-names" style=${{ "--columns": columns, "--rows": rows, "--size": size }}>
    ${some.map((name, place) => html`<li key=${name}>${numbered && html`<i>${number(first + place + 1)}</i>`}<span>${name}</span></li>`)}</ol>
    ${pages > 1 && html`<p class="draw-pages">${t("%(from)s to %(to)s of %(count)s", { from: number(first + 1), to: number(Math.min(names.length, first + each)), count: number(names.length) })}</p>`}</div>`;
}

function Commitment({ draw, now }) {
  const left = Math.ceil((draw.stands_until - now) / 1000);
  const share = Math.max(0, Math.min(1, (draw.stands_until - now) / (draw.stands_until - draw.committed_at)));
  return html`<div class="draw-commitment"><${Groups} digits=${draw.commitment} />
    <div class="draw-wait">
      <svg viewBox="0 0 100 100" role="timer" aria-label=${t("%(seconds)s seconds", { seconds: number(left) })}><circle cx="50" cy="50" r="44" pathLength="1" /><circle class="left" cx="50" cy="50" r="44" pathLength="1" stroke-dasharray="${share} 1" transform="rotate(-90 50 50)" /><text x="50" y="50" dy=".36em">${number(left)}</text></svg>
      <p><b>${t("Take a picture of this.")}</b><br />${t("Dice are thrown afterwards.")}</p>
      <p>${t("The supervisor reads out the first eight groups.")}</p>
    </div></div>`;
}

function Groups({ digits }) {
  return html`<div class="draw-groups">${digits.match(/.{4}/g).map((group, place) => html`<code key=${place} class=${place < READ_OUT ? "read" : ""}>${group}</code>`)}</div>`;
}

function Dice({ draw }) {
  return html`<div class="draw-dice">
    ${draw.slots.map((slot) => html`<section key=${slot.label}><h3>${label(slot)} ${slot.confirmed_by ? html`<em class="sure">✓ ${t("confirmed")}</em>` : slot.value ? html`<em>${t("being compared")}</em>` : null}</h3>
      <p class=${slot.confirmed_by ? "sure" : ""}>${faces(slot).map((face, place) => html`<b key=${place} class=${face === "" ? "empty" : ""}>${face}</b>`)}</p></section>`)}
    <p class="draw-small"><span>${t("Sealed before the dice")}</span> <code>${draw.commitment.match(/.{4}/g).slice(0, READ_OUT).join(" ")} …</code></p></div>`;
}

// A label that says nothing but its dice is said in words.
function label({ label, dice }) {
  if (!dice || !label.startsWith("[")) return label;
  return t("%(count)s dice with %(sides)s sides", { count: number(dice.count), sides: number(dice.sides) });
}

function faces({ value, dice }) {
  const digits = Array.from(value ?? "");
  return Array.from({ length: dice?.count ?? Math.max(1, digits.length) }, (_, place) => digits[place] ?? "");
}

// Each name by the time alone: two screens show the same one, and a screen that comes later shows it too.
function Order({ draw, now }) {
  const { order, picks, show_ms, revealed_at } = draw;
  const told = draw.state === "hand" ? order.length : Math.min(order.length, 1 + Math.floor((now - revealed_at) / show_ms));
  if (told < order.length || now < revealed_at + order.length * show_ms) return html`<${Reveal} order=${order} told=${Math.max(1, told)} picks=${picks} />`;
  return html`<div class="draw-done"><${Names} names=${order} numbered=${true} now=${now} width=${draw.code ? 108 : 156} />
    ${draw.code && html`<figure><svg viewBox="-4 -4 ${draw.code.modules + 8} ${draw.code.modules + 8}" shape-rendering="crispEdges" role="img" aria-label=${draw.code.url}><path d=${draw.code.path} fill="#000" /></svg><figcaption>${t("Check it yourself")}</figcaption></figure>`}
    <p class="draw-small"><span>${t("Hash of the text")}</span> <code>${draw.hash.match(/.{4}/g).slice(0, READ_OUT).join(" ")} …</code></p></div>`;
}

function Reveal({ order, told, picks }) {
  const name = order[told - 1];
  const pick = picks.find(([, , , picked]) => picked === name);
  return html`<div class="draw-reveal"><p class="draw-place">${t("Place %(place)s of %(count)s", { place: number(told), count: number(order.length) })}</p>
    <p class="draw-name" key=${name} style=${{ "--size": fit(name, { width: 156, height: 30, most: 24, least: 6 }) }}>${name}</p>
    <p class="draw-sum">${pick?.[0] ? html`<code>${pick[0]}</code> = ${number(Number.parseInt(pick[0], 16))} ÷ ${pick[1]} ${t("remainder %(remainder)s: name %(place)s of those left", { remainder: pick[2], place: pick[2] + 1 })}` : t("the last one left")}</p>
    <p class="draw-before">${order.slice(0, told - 1).slice(-6).map((one, place, some) => html`<span key=${one}><i>${number(told - some.length + place)}</i> ${one}</span>`)}</p></div>`;
}

function Given({ draw }) {
  return html`<div class="middle main"><p class="label">${t("This draw was given up. A new one begins with the list.")}</p></div>`;
}
