// The draw before everybody: the list, the commitment while it stands, the dice as they are read, the order name by name.

import { said } from "../draw/slots.js";
import { html } from "../html.js";
import { number, t } from "../texts.js";
import { Names, PAGE_MS, upright } from "./names.js";
import { ems, fit, phrase } from "./type.js";

const READ_OUT = 8; // groups that the supervisor reads into the paper minutes
const OTHERS_MOST = 6;

export function Draw({ snapshot, now }) {
  const { draw } = snapshot;
  if (!draw) return html`<div class="main middle"><p class="label">${t("No draw yet")}</p></div>`;
  const stage = draw.state === "frozen" ? Frozen : draw.state === "committed" ? (now < draw.stands_until ? Commitment : Dice) : draw.order.length ? Order : Given;
  return html`<div class="main draw">
    <h2 class="draw-title">${TITLES[draw.state]?.(draw, now) ?? t("Draw %(number)s", { number: number(draw.number) })}</h2>
    <${stage} draw=${draw} now=${now} /></div>`;
}

const TITLES = {
  frozen: ({ number: n }) => t("Draw %(number)s · the list", { number: number(n) }),
  committed: ({ number: n, stands_until }, now) => (now < stands_until ? t("Draw %(number)s · sealed", { number: number(n) }) : t("Draw %(number)s · the dice", { number: number(n) })),
  revealed: ({ number: n }) => t("Draw %(number)s · the order", { number: number(n) }),
  hand: ({ number: n }) => t("Draw %(number)s · by hand", { number: number(n) }),
  void: ({ number: n }) => t("Draw %(number)s · given up", { number: number(n) }),
};

function Frozen({ draw, now }) {
  return html`<${Names} names=${draw.names} now=${now} />`;
}

function Commitment({ draw, now }) {
  const left = Math.ceil((draw.stands_until - now) / 1000);
  const share = Math.max(0, Math.min(1, (draw.stands_until - now) / (draw.stands_until - draw.committed_at)));
  return html`<div class="draw-commitment"><${Groups} digits=${draw.commitment} />
    <div class="draw-wait"><div>${draw.seal_code && html`<${Code} code=${draw.seal_code} label=${draw.commitment} />`}
      <svg class="ring" viewBox="0 0 100 100" role="timer" aria-label=${t("%(seconds)s seconds", { seconds: number(left) })}><circle cx="50" cy="50" r="44" pathLength="1" /><circle class="left" cx="50" cy="50" r="44" pathLength="1" stroke-dasharray="${share} 1" transform="rotate(-90 50 50)" /><text x="50" y="50" dy=".36em">${number(left)}</text></svg></div>
      <p><b>${t("Take a picture of this.")}</b><br />${t("Dice are thrown afterwards.")}</p>
      <p>${t("The supervisor reads out the first eight groups.")}</p>
    </div></div>`;
}

function Groups({ digits }) {
  return html`<div class="draw-groups">${digits.match(/.{4}/g).map((group, place) => html`<code key=${place} class=${place < READ_OUT ? "read" : ""}>${group}</code>`)}</div>`;
}

// What is thrown now stands large; what is final, or comes later, stands below it.
function Dice({ draw, now }) {
  const open = draw.slots.findIndex((slot) => !slot.confirmed_by);
  const place = open < 0 ? draw.slots.length - 1 : open;
  const slot = draw.slots[place];
  const faces = digits(slot);
  const { face, across } = laid(faces.length);
  const others = draw.slots.filter((_, i) => i !== place);
  const pages = Math.max(1, Math.ceil(others.length / OTHERS_MOST));
  const first = (Math.floor(now / PAGE_MS) % pages) * OTHERS_MOST;
  return html`<div class="draw-dice">
    <section><h3><span>${said(slot)}</span>${slot.confirmed_by ? html`<em class="sure">✓ ${t("confirmed")}</em>` : slot.value ? html`<em>${t("being compared")}</em>` : null}</h3>
      <p class=${slot.confirmed_by ? "sure" : ""} style=${{ "--face": face, "--across": Math.min(across, faces.length) }}>${faces.map((face, i) => html`<b key=${i} class=${face === "" ? "empty" : ""}>${face}</b>`)}</p></section>
    ${others.length > 0 && html`<ul class="draw-others">${others.slice(first, first + OTHERS_MOST).map((one) => html`<li key=${one.label}><span>${said(one)}</span> <code>${one.value ?? "…"}</code>${one.confirmed_by ? " ✓" : ""}</li>`)}</ul>`}
    <p class="draw-small"><span>${t("Sealed before the dice")}</span> <code>${draw.commitment.match(/.{4}/g).slice(0, READ_OUT).join(" ")} …</code></p></div>`;
}

// How large the digits stand, and how many in a row.
function laid(count) {
  const few = upright() ? { face: 12, across: 6 } : { face: 9.6, across: 12 };
  if (count <= 12) return few;
  return count <= 24 ? { face: 6.6, across: upright() ? 8 : 12 } : { face: 4.4, across: upright() ? 12 : 24 };
}

function digits({ value, dice }) {
  const typed = Array.from(value ?? "");
  return Array.from({ length: dice?.count ?? Math.max(1, typed.length) }, (_, place) => typed[place] ?? "");
}

// Each name by the time alone: two screens show the same one, and a screen that comes later shows it too.
function Order({ draw, now }) {
  const { order, picks, show_ms, revealed_at } = draw;
  if (draw.state === "hand") return html`<${Done} draw=${draw} now=${now} />`;
  const told = Math.min(order.length, 1 + Math.floor((now - revealed_at) / show_ms));
  if (told < order.length || now < revealed_at + order.length * show_ms) return html`<${Reveal} order=${order} told=${Math.max(1, told)} picks=${picks} />`;
  return html`<${Done} draw=${draw} now=${now} />`;
}

// The order; the record itself as a code where it is short enough, else the page for checking; the hash, and the claim.
function Done({ draw, now }) {
  const large = draw.text_code ?? draw.code;
  const room = upright() ? { height: draw.text_code ? 34 : large ? 62 : 110 } : draw.text_code ? { width: 106, height: 43 } : { width: large ? 122 : 158, height: 46 };
  return html`<div class="draw-done"><${Names} names=${draw.order} numbered=${true} now=${now} ...${room} />
    ${draw.text_code ? html`<figure><img src=${draw.text_code} alt=${t("The whole text")} /><figcaption>${t("The whole text")}</figcaption></figure>`
      : draw.code && html`<figure class="page"><${Code} code=${draw.code} /><figcaption>${t("Check it yourself")}</figcaption></figure>`}
    <div class="draw-proof">${draw.text_code && draw.code && html`<${Code} code=${draw.code} />`}
      <div><p>${draw.text_code && draw.code && html`<b>${t("Check it yourself")}${draw.state === "revealed" && " · "}</b>`}${draw.state === "revealed" && t("Fair if the dice are fair, or if nobody who influences a value or a void knows the secret.")}</p>
        <p class="draw-small"><span>${t("Hash of the text")}</span> <code>${draw.hash.match(/.{4}/g).slice(0, READ_OUT).join(" ")} …</code></p></div></div></div>`;
}

function Code({ code, label = code.url }) {
  return html`<svg viewBox="-4 -4 ${code.modules + 8} ${code.modules + 8}" shape-rendering="crispEdges" role="img" aria-label=${label}><path d=${code.path} fill="#000" /></svg>`;
}

function Reveal({ order, told, picks }) {
  const name = order[told - 1];
  const pick = picks.find(([, , , picked]) => picked === name);
  return html`<div class="draw-reveal"><p class="draw-place">${t("Place %(place)s of %(count)s", { place: number(told), count: number(order.length) })}</p>
    <p class="draw-name" key=${name} style=${spread(name)}>${name}</p>
    <p class="draw-sum">${pick?.[0] ? html`<code>${pick[0]}</code> = ${number(Number.parseInt(pick[0], 16))} ÷ ${pick[1]} ${t("remainder %(remainder)s: name %(place)s of those left", { remainder: pick[2], place: pick[2] + 1 })}` : t("the last one left")}</p>
    <p class="draw-before">${latest(order.slice(0, told - 1)).map((one, place, some) => html`<span key=${one}><i>${number(told - some.length + place)}</i> ${one}</span>`)}</p></div>`;
}

// A name stands in one line, if that is not too small to be seen from afar.
function spread(name) {
  const width = upright() ? 88 : 156;
  const size = width / ems(name);
  return size >= 6 ? { "--size": Math.min(24, size) } : { "--size": fit(name, { width, height: 30, most: 24 }), "white-space": "normal" };
}

// The names before, as many as stand in two lines.
function latest(names) {
  let room = upright() ? 34 : 62; // ems
  return names.slice(-6).reverse().filter((name) => (room -= ems(name) + 4) > 0).reverse();
}

function Given({ draw }) {
  return html`<div class="draw-given"><p>${phrase(t("This draw was given up. A new one begins with the list."))}</p>
    <p class="draw-small"><span>${t("Hash of the text")}</span> <code>${draw.hash.match(/.{4}/g).slice(0, READ_OUT).join(" ")} …</code></p></div>`;
}
