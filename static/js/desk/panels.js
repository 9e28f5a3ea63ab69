// What is asked before something is recorded: identity, taking back, and the supervisor's acts.

import { html, useEffect, useRef, useState } from "../html.js";
import { t, time } from "../texts.js";
import { Icon, width } from "./card.js";
import { about, look } from "./verdicts.js";

export function Panel({ title, children, onBack, back = t("Back") }) {
  const node = useRef(null);
  useEffect(() => node.current.querySelector("[data-first]")?.focus({ preventScroll: true }), []);
  return html`<section class="panel" ref=${node} onKeyDown=${(event) => event.key === "Escape" && onBack()}>
    <h1>${title}</h1>${children}
    <button type="button" class="act act-back" onClick=${onBack}>${back}</button>
  </section>`;
}

export function Identity({ member, inside, supervisor, onCheckIn, onLeave, onReplace, onProxy, onBack }) {
  return html`<${Panel} title=${t("Identity seen?")} onBack=${onBack}>
    <p class="panel-name" style=${{ "--letters": width(member.name) }}>${member.name}</p>
    <p class="panel-about">${about(member)}</p>
    <button type="button" class="act act-main" data-first onClick=${onCheckIn}>${t("Identity seen: check in %(name)s", { name: member.name })}</button>
    <div class="panel-row">
      <button type="button" class="act" onClick=${onLeave}>${t("Leaves the hall")}</button>
      ${onProxy && html`<button type="button" class="act" onClick=${onProxy}>${t("Shows a proxy")}</button>`}
      ${supervisor && html`<button type="button" class="act" onClick=${onReplace}>${t("Replace the badge")}</button>`}
    </div>
  <//>`;
}

// Any yes-or-no question: the button names the act and its object.
export function Question({ title, line, act, onAct, onBack, reason }) {
  const [why, setWhy] = useState("");
  const send = (event) => {
    event.preventDefault();
    if (!reason || why.trim()) onAct(why.trim());
  };
  return html`<${Panel} title=${title} onBack=${onBack}>
    ${line && html`<p class="panel-about">${line}</p>`}
    <form onSubmit=${send}>
      ${reason && html`<label class="panel-field"><span>${t("Reason")}</span><input data-first value=${why} maxlength="200" onInput=${(event) => setWhy(event.target.value)} /></label>`}
      <button class="act act-main" data-first=${!reason} disabled=${reason && !why.trim()}>${act}</button>
    </form>
  <//>`;
}

// The last five check-ins of this desk. The tap on a name is the confirmation; later than five minutes only a
// supervisor can, who always gives a reason.
export function Recent({ recent, now, supervisor, onTakeBack, onAskWhy, onBack }) {
  return html`<${Panel} title=${t("Take back whose check-in?")} onBack=${onBack}>
    ${recent.length === 0 && html`<p class="panel-about">${t("Nothing yet at this desk.")}</p>`}
    <ul class="recent">${recent.slice(0, 5).map((one) => {
      const fresh = one.undo_until >= now;
      return html`<li key=${one.seq}>
        <button type="button" class="found-row" disabled=${!fresh && !supervisor} onClick=${() => (supervisor ? onAskWhy(one) : onTakeBack(one))}>
          <${Icon} name=${look(one.verdict).shape} />
          <b>${one.member?.name ?? look(one.verdict).word()}</b>
          <span>${[time(one.at), look(one.verdict).word(), one.member?.number && t("No. %(number)s", { number: one.member.number })].filter(Boolean).join(" · ")}</span>
          <em>${fresh || supervisor ? t("take back") : t("only a supervisor")}</em>
        </button></li>`;
    })}</ul>
  <//>`;
}

const STATES = {
  inside: (figures) => t("There is %(who)s, in already: is it this person?", figures),
  left: (figures) => t("There is %(who)s, gone out: is it this person?", figures),
};

// Before somebody is added: who on the roll has a name like this?
export function Namesakes({ fields, members, onChoose, onAnother, onBack }) {
  const one = members.length === 1 ? members[0] : null;
  const who = ({ name, number, group }) => [name, number && t("No. %(number)s", { number }), group].filter(Boolean).join(t(", "));
  const asks = (member) => (STATES[member.state] ?? ((figures) => t("There is %(who)s, not yet in: is it this person?", figures)))({ who: who(member) });
  return html`<${Panel} title=${one ? asks(one) : t("There are people of such a name: is it one of them?")} onBack=${onBack}>
    <ul class="alike">${members.map((member, place) => html`<li key=${member.id}>
      <button type="button" class="found-row" data-first=${place === 0} onClick=${() => onChoose(member)}><b>${member.name}</b><span>${about(member)}</span>
        ${member.state === "inside" && html`<i class="found-inside">${t("already in")}</i>`}<em>${t("this person")}</em></button></li>`)}</ul>
    <button type="button" class="act act-main" onClick=${onAnother}>${t("Another person: add %(name)s to the roll", { name: fields.name.trim() })}</button>
  <//>`;
}

export function WalkIn({ groups, given, onAdd, onBack }) {
  const [fields, setFields] = useState(given ?? { name: "", group: "", note: "", with_vote: false });
  const set = (name) => (event) => setFields({ ...fields, [name]: event.target.value });
  const add = (event) => {
    event.preventDefault();
    if (fields.name.trim()) onAdd(fields);
  };
  return html`<${Panel} title=${t("Somebody who is not on the roll")} onBack=${onBack}>
    <form class="walk-in" onSubmit=${add}>
      <label class="panel-field"><span>${t("Name")}</span><input data-first value=${fields.name} maxlength="60" onInput=${set("name")} /></label>
      <label class="panel-field"><span>${t("Group")}</span><input list="groups" value=${fields.group} maxlength="60" onInput=${set("group")} /></label>
      <datalist id="groups">${groups.map(({ name }) => html`<option value=${name} />`)}</datalist>
      <fieldset class="choice"><legend>${t("Vote")}</legend>
        <label><input type="radio" name="vote" checked=${!fields.with_vote} onChange=${() => setFields({ ...fields, with_vote: false })} /><span>${t("guest, no vote")}</span></label>
        <label><input type="radio" name="vote" checked=${fields.with_vote} onChange=${() => setFields({ ...fields, with_vote: true })} /><span>${t("with a vote")}</span></label>
      </fieldset>
      <label class="panel-field"><span>${t("Note")}</span><input value=${fields.note} maxlength="200" onInput=${set("note")} /></label>
      <button class="act act-main" disabled=${!fields.name.trim()}>${t("Add to the roll and check in")}</button>
    </form>
  <//>`;
}
