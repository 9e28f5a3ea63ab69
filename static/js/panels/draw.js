// The draw: one step of the ceremony at a time, each with the one button that leads on, and what keeps it from going on.

import { html, useState } from "../html.js";
import { Listing } from "../draw/listing.js";
import { said } from "../draw/slots.js";
import { Hold, Press, Trouble, useSending } from "../console/controls.js";
import { chooses, clock } from "../console/state.js";
import { number, t } from "../console/words.js";
import { page } from "../page.js";

const READ_OUT = 8;
const STAND_SECONDS = 60;
const STAND_SECONDS_LEAST = 20;
const STAND_SECONDS_MOST = 3600;
const path = (draw, what) => `/speeches/draws/${draw.number}/${what}`;

export { cue } from "../draw/cue.js";

export function render(panel, snapshot, act) {
  return html`<${Ceremony} panel=${panel} act=${act} />`;
}

function Ceremony({ panel, act }) {
  const [anew, setAnew] = useState(false);
  const { draw, asked } = panel;
  const over = draw && ["revealed", "void", "hand"].includes(draw.state);
  const stage = !draw || anew ? Listing : draw.state === "frozen" ? Sealing : draw.state === "committed" ? Throwing : Over;
  return html`<div class="con-panel draw-panel">
    <h2>${draw && !anew ? t("Draw %(number)s", { number: number(draw.number) }) : t("The draw")}</h2>
    ${asked && html`<${Asked} asked=${asked} draw=${draw} act=${act} />`}
    <${stage} panel=${panel} draw=${draw} act=${act} onAnew=${() => setAnew(true)} onDone=${() => setAnew(false)} onBack=${anew && draw ? () => setAnew(false) : null} />
    ${over && !anew && chooses && html`<div class="con-ways"><button type="button" class="con-alt" onClick=${() => setAnew(true)}>${t("Another draw")}</button></div>`}
    <${Records} draws=${panel.draws} />
  </div>`;
}

function Sealing({ draw, panel, act, onAnew }) {
  const [seconds, setSeconds] = useState(STAND_SECONDS);
  const enough = seconds >= STAND_SECONDS_LEAST && seconds <= STAND_SECONDS_MOST;
  return html`<p class="con-why">${t("Read the list aloud. When it is right, the computer seals a secret and shows its seal; from then on the list cannot be changed.")}</p>
    <ol class="draw-order">${draw.names.map((name) => html`<li key=${name}>${name}</li>`)}</ol>
    <p class="con-note">${t("Thrown afterwards: %(slots)s", { slots: draw.slots.map(said).join(" + ") })}</p>
    ${chooses && html`<details class="con-settings"><summary>${t("The seal stands %(seconds)s seconds", { seconds: number(seconds) })}</summary>
        <label class="draw-seconds"><span>${t("Seconds, 20 at least: time to take a picture and to read out eight groups")}</span><input type="number" min=${STAND_SECONDS_LEAST} max=${STAND_SECONDS_MOST} value=${seconds} onInput=${(event) => setSeconds(event.target.valueAsNumber || 0)} /></label></details>
      <div class="con-do"><${Press} act=${act} path=${path(draw, "commitment")} fields=${{ stand_ms: seconds * 1000 }} kind="go" disabled=${!enough}>${t("The list is right: seal the draw")}<//></div>
      <div class="con-ways"><button type="button" class="con-alt" onClick=${onAnew}>${t("Change the list")}</button>
        <${Other} deed="hand" title=${t("Draw by hand instead")} draw=${draw} act=${act} panel=${panel} /></div>`}`;
}

function Throwing({ draw, panel, act }) {
  const left = Math.ceil((draw.stands_until - clock.value) / 1000);
  return html`<p class="draw-seal"><span>${t("Read the first eight groups into the paper minutes:")}</span> <code>${draw.commitment.match(/.{4}/g).slice(0, READ_OUT).join(" ")}</code></p>
    ${!panel.stick && left > 0 && html`<p class="con-why">${t("No copy was written to a stick: the secret is on this laptop alone.")}</p>`}
    ${left > 0 ? html`<p class="con-most"><b>${number(left)}</b> <span>${t("seconds until the dice may be thrown")}</span></p>`
      : draw.slots.map((slot, place) => html`<${Slot} key=${place} slot=${slot} place=${place} now=${atHand(draw.slots, place)} last=${place === draw.slots.length - 1} draw=${draw} panel=${panel} act=${act} />`)}
    ${!panel.opened && html`<div class="con-ways"><${Other} deed="void" title=${t("Give this draw up")} draw=${draw} act=${act} panel=${panel} /></div>`}`;
}

// One after the other; cards that stand side by side are turned together.
function atHand(slots, place) {
  const open = slots.findIndex((slot) => !slot.confirmed_by);
  return place === open || (place > open && slots.slice(open, place + 1).every(({ card }) => card));
}

function Slot({ slot, place, now, last, draw, panel, act }) {
  const own = slot.device === page.device.id;
  const first = slot.card && !draw.slots[place - 1]?.card;
  if (slot.confirmed_by) return html`<section class="draw-slot draw-slot-final"><h3>${said(slot)}</h3> <code>${slot.value}</code> <span class="con-met">✓ ${t("confirmed by %(name)s", { name: slot.confirmed_by })}</span></section>`;
  return html`<section class="draw-slot"><h3>${said(slot)}</h3>
    ${slot.value && html`<p class="draw-faces">${Array.from(slot.value, (face, i) => html`<b key=${i}>${face}</b>`)}</p>`}
    ${!now ? html`<p class="con-note">${last ? t("Thrown last, when everything else is confirmed.") : t("Comes afterwards.")}</p>`
      : html`${last && html`<p class="con-why">${t("Thrown by somebody who is no candidate, one die at a time, read in that order; a die off the table is thrown again alone. The dice lie until the order is shown.")}</p>`}
        ${first && html`<p class="con-why">${t("Before any card is turned: is every card here? A card whose holder is absent counts as 0; say so aloud and type 0. Then all cards are turned together.")}</p>`}
        ${chooses && html`<${Typing} slot=${slot} place=${place} draw=${draw} act=${act} />`}
        ${slot.value && !own && html`<div class="con-do"><${Hold} act=${act} path=${path(draw, "confirmations")} fields=${{ slot: place, value: slot.value }} kind="go">${last ? t("The dice show this: confirm and draw") : t("It is right: confirm")}<//></div>`}
        ${slot.value && own && html`<p class="con-why">${t("Now somebody else compares it aloud and confirms it on another device: the supervisor's console.")}</p>`}`}
  </section>`;
}

function Typing({ slot, place, draw, act }) {
  const [value, setValue] = useState("");
  const { trouble, busy, run } = useSending(act);
  const wanted = slot.dice?.count;
  const save = async (event) => {
    event.preventDefault();
    if (await run(path(draw, "values"), { slot: place, value })) setValue("");
  };
  return html`<form class="draw-typing" onSubmit=${save}>
    <label><span>${wanted ? t("%(count)s digits, as they were read", { count: number(wanted) }) : t("Value")}</span>
      <input inputmode="numeric" autocomplete="off" maxlength=${wanted ?? 64} value=${value} onInput=${(event) => setValue(event.target.value.replace(/\D/g, ""))} /></label>
    <button class="con-button con-plain" disabled=${busy || !value || (wanted && value.length !== wanted)}>${slot.value ? t("Type it again") : t("Enter")}</button>
    <${Trouble}>${trouble}<//></form>`;
}

function Over({ draw, panel, act }) {
  if (draw.state === "void") return html`<p class="con-why">${t("This draw was given up; its record stays. A new one begins with the list.")}</p>`;
  return html`<ol class="draw-order draw-final">${draw.order.map((name) => html`<li key=${name}>${name}</li>`)}</ol>
    <p class="draw-seal"><span>${t("Hash of the text")}</span> <code>${draw.hash.match(/.{4}/g).join(" ")}</code></p>
    ${draw.state === "revealed" && html`<p class="con-note">${t("Fair if the dice are fair, or if nobody who influences a value or a void knows the secret.")}</p>`}
    <p class="con-ways"><a class="con-alt" href="/speeches/check" target="_blank">${t("Check it")}</a> <a class="con-alt" href=${`/speeches/draws/${draw.number}.txt`} target="_blank">${t("The text")}</a></p>
    ${draw.state === "revealed" && html`<${Other} deed="correct" title=${t("The dice were read wrongly")} draw=${draw} panel=${panel} act=${act} />`}`;
}

// What needs a second role: asked with a reason, done only when the other role agrees on another device.
function Other({ deed, title, draw, act, panel }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [more, setMore] = useState("");
  const [place, setPlace] = useState(draw.slots.length - 1);
  if (panel.asked) return null;
  if (!open) return html`<button type="button" class="con-alt" onClick=${() => setOpen(true)}>${title}</button>`;
  const order = more.split("\n").map((name) => name.trim()).filter(Boolean);
  return html`<section class="draw-other"><h3>${title}</h3>
    ${deed === "hand" && html`<label class="draw-list"><span>${t("The order as it was drawn, one name on each line")}</span><textarea rows="6" value=${more} onInput=${(event) => setMore(event.target.value)}></textarea></label>`}
    ${deed === "correct" && html`<label><span>${t("Which")}</span><select value=${place} onChange=${(event) => setPlace(Number(event.target.value))}>${draw.slots.map((slot, i) => html`<option key=${i} value=${i}>${said(slot)}: ${slot.value}</option>`)}</select></label>
      <label><span>${t("What the dice show")}</span><input inputmode="numeric" maxlength="64" value=${more} onInput=${(event) => setMore(event.target.value.replace(/\D/g, ""))} /></label>`}
    <label><span>${t("Reason")}</span><input maxlength="200" value=${reason} onInput=${(event) => setReason(event.target.value)} /></label>
    <div class="con-do"><${Press} act=${act} path=${path(draw, "proposals")} fields=${{ deed, reason: reason.trim(), ...(deed === "hand" ? { order } : {}), ...(deed === "correct" ? { slot: place, value: more } : {}) }} kind="plain" disabled=${!reason.trim()} onDone=${() => setOpen(false)}>${t("Ask the second role")}<//>
      <button type="button" class="con-alt" onClick=${() => setOpen(false)}>${t("Back")}</button></div></section>`;
}

const DEEDS = { void: () => t("to give this draw up"), hand: () => t("to record an order drawn by hand"), correct: () => t("to read the dice again") };

function Asked({ asked, draw, act }) {
  const own = asked.device === page.device.id;
  return html`<section class="draw-other" role="alert"><h3>${t("%(who)s asks %(what)s", { who: asked.by, what: DEEDS[asked.deed]() })}</h3>
    <p>${asked.reason}</p>
    ${asked.order && html`<ol class="draw-order">${asked.order.map((name) => html`<li key=${name}>${name}</li>`)}</ol>`}
    <div class="con-do">${!own && page.device.role !== asked.role && html`<${Hold} act=${act} path=${path(draw, "agreements")} kind="danger">${t("Agree")}<//>`}
      <${Press} act=${act} path=${path(draw, "declinations")} kind="small">${own ? t("Withdraw") : t("Decline")}<//></div>
    ${own && html`<p class="con-why">${t("The other role must agree on another device.")}</p>`}</section>`;
}

const STATES = { frozen: () => t("list frozen"), committed: () => t("sealed"), revealed: () => t("drawn"), hand: () => t("by hand"), void: () => t("given up") };

function Records({ draws }) {
  if (draws.length < 2) return null;
  return html`<section class="con-list"><h3>${t("All draws of this meeting")}</h3><ul>${draws.map((one) => html`<li key=${one.number}>
    <p><b>${t("Draw %(number)s", { number: number(one.number) })}</b></p><p>${STATES[one.state]()}</p><p>${one.hash && html`<code>${one.hash.slice(0, 16)} …</code>`}</p></li>`)}</ul></section>`;
}
