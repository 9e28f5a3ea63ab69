// Preparation: is everything ready for the first person at the door, and under which rule does the meeting decide?

import { html } from "../html.js";
import { page } from "../page.js";
import { Choice, Press, Trouble, useSending } from "../console/controls.js";
import { Settings } from "../console/settings.js";
import { chooses, tab } from "../console/state.js";
import { line, listed, number, t } from "../console/words.js";

const here = (path) => `${path}?device=${page.device.id}`;

export function render(panel, snapshot, act) {
  return html`<${Prepare} panel=${panel} snapshot=${snapshot} act=${act} />`;
}

function Prepare({ panel, snapshot, act }) {
  const { roll, desks, screens } = panel;
  const missing = [!roll.members && t("a roll"), !desks && t("a desk"), !screens && t("a hall screen")].filter(Boolean);
  return html`<div class="con-panel">
    <h2>${t("Preparation")}</h2>
    <p class="con-why">${missing.length ? t("Still missing: %(what)s.", { what: listed(missing) }) : t("Everything is ready for the first person at the door.")}</p>
    ${chooses && html`<p class="con-around"><a class="con-alt" href=${here("/setup")}>${t("Setting up, step by step")}</a><a class="con-alt" href=${here("/paper-kit")} target="_blank">${t("Print the paper kit")}</a></p>`}
    <ul class="con-checks">
      <${Check} ready=${roll.members > 0} words=${roll.members ? t("%(members)s people on the roll: %(with_vote)s with a vote, %(without_vote)s without", figures(roll)) : t("No roll yet")}>
        ${chooses && html`<a class="con-alt" href=${here("/roll/import")} target="_blank">${roll.members ? t("Import again") : t("Import a roll")}</a>`}<//>
      <${Check} ready=${roll.members > 0} words=${t("Badges with a code for everybody")}>
        ${chooses && roll.members > 0 && html`<a class="con-alt" href=${here("/roll/badges")} target="_blank">${t("Print badges")}</a>`}<//>
      <${Check} ready=${desks > 0} words=${desks ? t("%(n)s desks paired", { n: number(desks) }) : t("No desk paired yet")}><span class="con-links"><a class="con-alt" href="/practice/badges" target="_blank">${t("Practice badges")}</a><${ToDevices} /></span><//>
      <${Check} ready=${screens > 0} words=${screens ? t("%(n)s hall screens paired", { n: number(screens) }) : t("No hall screen paired yet")}><${ToDevices} /><//>
      ${panel.checklist.map(({ item, done }) => html`<${Check} key=${item} ready=${done} words=${CHECKLIST[item]()}>
        <span class="con-links">${item === "proxy_list" && html`<a class="con-alt" href="/proxies" target="_blank">${t("The public list")}</a>`}${chooses && html`<${Press} act=${act} path="/meeting/checklist" fields=${{ item, done: !done }}>${done ? t("Not after all") : t("It is prepared")}<//>`}</span><//>`)}
    </ul>
    <${Rule} panel=${panel} attendance=${snapshot.attendance} act=${act} />
    ${chooses && html`<${Settings} panel=${panel} meeting=${snapshot.meeting} act=${act} />`}
  </div>`;
}

const CHECKLIST = {
  secret_booth: () => t("A booth in which everybody marks the paper alone"), called_out: () => t("Calling out in public: where it is done, and who calls"),
  proxy_list: () => t("The list of proxies is printed and put up"),
};

function Check({ ready, words, children }) {
  return html`<li class=${ready ? "con-done" : "con-open"}><i aria-hidden="true">${ready ? "✓" : "○"}</i><span>${words}</span>${children}</li>`;
}

function ToDevices() {
  return html`<button type="button" class="con-alt con-narrow" onClick=${() => (tab.value = "devices")}>${t("Pair a device")}</button>`;
}

function Rule({ panel, attendance, act }) {
  const { trouble, busy, run } = useSending(act);
  const rule = attendance.measures[0];
  const { base, needed } = attendance;
  const words = rule ? t("Needed: %(line)s of %(base)s, that is %(needed)s.", { line: line(rule), base: number(base), needed: number(needed) })
    : panel.minimum ? t("Needed: %(needed)s members in the room.", { needed: number(panel.minimum) })
    : t("The statutes ask for no quorum.");
  return html`<section class="con-rule">
    <h3>${t("The rule")}: ${t(panel.preset.title)}</h3>
    <p>${words} <cite>${t(panel.preset.source)}</cite></p>
    ${chooses && panel.changeable && html`<${Choice} label=${t("How the line is read")} disabled=${busy} chosen=${rule.operator}
      options=${[">=", ">"].map((operator) => [operator, line({ ...rule, operator })])} onChoose=${(operator) => run("/meeting/changes", { operator })} />`}
    <${Trouble}>${trouble}<//>
  </section>`;
}

const figures = (all) => Object.fromEntries(Object.entries(all).map(([name, n]) => [name, number(n)]));
