// The panel that is open now.

import { html } from "../html.js";
import { page } from "../page.js";
import { number, t } from "../texts.js";
import { addWalkIn, admit, leave, recordProxy, replaceBadge, takeBack } from "./acts.js";
import { LastLine } from "./card.js";
import { Identity, Namesakes, Panel, Question, Recent, WalkIn } from "./panels.js";
import { Proxy } from "./proxy.js";
import { checkIn, live, panel, queue, scanning, supervisor } from "./state.js";
import { about } from "./verdicts.js";

const BOXED_MOST = 5;
const back = () => (panel.value = null);
const open = (name, more) => () => (panel.value = { name, ...more });

async function lookedInto(id) {
  await scanning.lookedInto(id);
  if (!scanning.late.value.length) back();
}

const PANELS = {
  identity: ({ member }) => html`<${Identity} member=${member} supervisor=${supervisor} onBack=${back} onCheckIn=${() => checkIn(member)}
    onLeave=${open("leave", { member })} onReplace=${open("replace", { member })}
    onProxy=${live.snapshot.value?.proxies && open("proxy", { member })} />`,

  proxy: ({ member }) => html`<${Proxy} holder=${member} seenBy=${page.device.name} nearRelatives=${live.snapshot.value?.near_relatives} onBack=${back}
    onRecord=${(grantor, seenBy, near) => recordProxy(member, grantor, seenBy, near)} />`,

  leave: ({ member }) => html`<${Question} title=${t("Leaves the hall?")} line=${about(member)}
    act=${t("%(name)s leaves the hall", { name: member.name })} onAct=${() => leave(member)} onBack=${back} />`,

  replace: ({ member }) => html`<${Question} title=${t("Replace the badge?")} onBack=${back}
    line=${t("The old badge of %(name)s will not let anybody in any more.", { name: member.name })}
    act=${t("Replace the badge of %(name)s", { name: member.name })} onAct=${() => replaceBadge(member)} />`,

  replaced: ({ member, code }) => html`<${Panel} title=${t("The new code of %(name)s", { name: member.name })} onBack=${back} back=${t("Done")}>
    <p class="panel-code">${code.match(/.{1,4}/g).join(" ")}</p>
    <p class="panel-about">${t("Write it on a card, or print the badge at the laptop.")}</p><//>`,

  admit: ({ member }) => html`<${Question} title=${t("Let in after closing?")} line=${about(member)} reason
    act=${t("Let in %(name)s", { name: member.name })} onAct=${(reason) => admit(member, reason)} onBack=${back} />`,

  void: ({ seq, member }) => html`<${Question} title=${t("Take back this check-in?")} line=${member && about(member)} reason
    act=${member ? t("Take back the check-in of %(name)s", { name: member.name }) : t("Take back")}
    onAct=${(reason) => takeBack({ seq, member }, reason)} onBack=${back} />`,

  recent: () => html`<${Recent} recent=${live.snapshot.value?.recent ?? []} now=${live.now()} supervisor=${supervisor} onBack=${back}
    onTakeBack=${takeBack} onAskWhy=${({ seq, member }) => (panel.value = { name: "void", seq, member })} />`,

  "walk-in": ({ fields }) => html`<${WalkIn} groups=${live.snapshot.value?.groups ?? []} given=${fields} onAdd=${addWalkIn} onBack=${back} />`,

  namesakes: ({ fields, members }) => html`<${Namesakes} fields=${fields} members=${members} onBack=${open("walk-in", { fields })}
    onChoose=${(member) => (panel.value = { name: "identity", member })} onAnother=${() => addWalkIn(fields, true)} />`,

  late: () => html`<${Panel} title=${t("For a supervisor")} onBack=${back}>
    <p class="panel-about">${t("These scans did not count, or met another desk. They stay here until a supervisor has looked into them.")}</p>
    <ul class="boxed">${scanning.late.value.slice(0, BOXED_MOST).map((card) => html`<li key=${card.id}><${LastLine} card=${card} />
      <button type="button" class="act" onClick=${() => lookedInto(card.id)}>${t("Looked into")}</button></li>`)}</ul>
    ${scanning.late.value.length > BOXED_MOST && html`<p class="panel-about">${t("and %(count)s more", { count: number(scanning.late.value.length - BOXED_MOST) })}</p>`}<//>`,

  reload: () => html`<${Panel} title=${t("Stay on this page")} onBack=${back}>
    <p class="panel-about">${t("The laptop cannot be reached, and without it this page does not open again. Do not reload or close it.")}</p>
    ${queue.count.value > 0 && html`<p class="panel-about">${t("%(count)s scans are kept on this device and go by themselves when the laptop is back.", { count: number(queue.count.value) })}</p>`}
    <p class="panel-about"><b>${t("If the page is gone: use the paper list.")}</b></p><//>`,

  busy: () => html`<section class="panel panel-quiet"><h1>${t("One moment")}</h1></section>`,
};

export function Asked() {
  return PANELS[panel.value.name](panel.value);
}

// What can be done about the verdict on the screen.
export function Remedies({ card }) {
  const { member, first } = card.body;
  if (!member) return null;
  if (card.verdict === "already_in") {
    return html`<button type="button" class="act act-on" onClick=${open("leave", { member })}>${t("Leaves the hall")}</button>
      ${supervisor && first?.seq && html`<button type="button" class="act act-on" onClick=${open("void", { member, seq: first.seq })}>${t("Take back")}</button>`}`;
  }
  if (card.verdict === "closed" && supervisor) {
    return html`<button type="button" class="act act-on" onClick=${open("admit", { member })}>${t("Let in, with a reason")}</button>`;
  }
  return null;
}
