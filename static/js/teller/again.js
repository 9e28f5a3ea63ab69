// The teams differ: the papers in question, one after the other, each with this team's own marks.

import { html, useState } from "../html.js";
import { t } from "../texts.js";
import { HandIn } from "./handin.js";
import { namesOf, press, start } from "./keys.js";
import { useKeys } from "./listen.js";
import { Keypad, Paper, Sum } from "./paper.js";
import { sendPaper } from "./papers.js";
import { leadsToUnit, toUnit, Unit } from "./unit.js";

export function Again({ batch, ballot }) {
  const names = namesOf(ballot);
  const { papers, names: doubted, units } = batch.look_again;
  const [place, setPlace] = useState(0);
  const [state, set] = useState(() => begin(papers[0], names, doubted, batch));
  const paper = papers[place];

  function turn(to) {
    const next = Math.max(0, Math.min(to, papers.length));
    setPlace(next);
    if (papers[next]) set(begin(papers[next], names, doubted, batch));
  }

  function onKey(wanted) {
    if (wanted === "before") return turn(place - 1);
    if (wanted === "after") return turn(place + 1);
    if (ballot.named && leadsToUnit(state, wanted)) return toUnit();
    const pressed = press(state, wanted, names);
    if (!pressed.done) return set({ ...state, ...pressed.state });
    if (ballot.named && !state.unit) return toUnit();
    sendPaper(batch.id, paper, state.marks, state.unit);
    turn(place + 1);
  }

  useKeys((wanted) => paper && onKey(wanted));
  if (!paper) return html`<${HandIn} batch=${batch} again=${true} onBefore=${() => turn(papers.length - 1)} />`;
  return html`<div class="entry entry-again">
    <div class="pile"><h1 class="pile-head"><span class="pile-word">${t("Look again: paper")}</span> <span class="pile-number">${paper}</span> <span class="pile-of">${t("%(place)s of %(papers)s in question", { place: place + 1, papers: papers.length })}</span></h1>
      <p class="pile-note">${t("Read the paper itself. Change what is wrong, or leave what is right.")}</p></div>
    ${ballot.named && html`<${Unit} key=${paper} value=${state.unit} doubted=${units.includes(paper)} onUnit=${(unit) => set({ ...state, unit })} />`}
    <${Paper} ballot=${ballot} state=${state} doubted=${doubted} onPlace=${(cursor) => set({ ...state, cursor, typed: false })} />
    <footer class="entry-foot"><${Sum} ballot=${ballot} marks=${state.marks} /><${Keypad} onKey=${onKey} done=${state.cursor === names.length - 1 ? t("paper done") : undefined} /></footer>
  </div>`;
}

// The cursor begins at the first name in question.
function begin(paper, names, doubted, batch) {
  const first = names.findIndex((name) => doubted.includes(Number(name)));
  return { ...start(batch.entered[paper - 1] ?? {}), cursor: Math.max(0, first), unit: batch.units[paper - 1] ?? "" };
}
