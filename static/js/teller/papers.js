// A team enters its batch paper by paper, in the order of the pile.

import { html, useEffect, useRef, useState } from "../html.js";
import { t } from "../texts.js";
import { dropDraft, keepDraft } from "./drafts.js";
import { HandIn } from "./handin.js";
import { namesOf, press, start } from "./keys.js";
import { useKeys } from "./listen.js";
import { Keypad, Paper, Sum } from "./paper.js";
import { outbox, path } from "./state.js";
import { leadsToUnit, toUnit, Unit } from "./unit.js";

const same = (one, other) => JSON.stringify(Object.entries(one ?? {}).sort()) === JSON.stringify(Object.entries(other ?? {}).sort());

// A named paper goes with its unit.
export function sendPaper(batch, paper, marks, unit) {
  outbox.add(path(batch, "papers"), unit ? { paper, marks, unit } : { paper, marks }, {
    batch, seen: (known) => same(known.entered[paper - 1], marks) && (!unit || known.units[paper - 1] === unit),
    apply: (known) => ({ ...known, entered: Object.assign([...known.entered], { [paper - 1]: marks }), units: unit ? Object.assign([...known.units], { [paper - 1]: unit }) : known.units, look: true }),
  });
}

export function Papers({ batch, ballot }) {
  const names = namesOf(ballot);
  const next = batch.entered.length + 1;
  const [looked, look] = useState(null); // an earlier paper that is looked at again
  const paper = looked ?? next;
  const whole = paper > batch.papers;
  const draft = useRef(batch.draft); // as it was when the page came
  const [state, set] = useState(() => begun(paper, batch, draft.current));
  const [stuck, setStuck] = useState(false);

  function turn(to) {
    const within = Math.max(1, Math.min(to, batch.entered.length + 1));
    look(within <= batch.entered.length ? within : null);
    set(begun(within, batch, null));
  }

  function onKey(wanted) {
    if (wanted === "before") return turn(paper - 1);
    if (wanted === "after") return turn(paper + 1);
    if (whole) return;
    if (ballot.named && leadsToUnit(state, wanted)) return toUnit();
    const pressed = press(state, wanted, names);
    setStuck(Boolean(pressed.stuck));
    if (pressed.done) return ballot.named && !state.unit ? toUnit() : finish();
    change({ ...state, ...pressed.state });
  }

  function change(next) {
    set(next);
    if (looked === null) keepDraft(batch.id, { paper, ...next });
  }

  function finish() {
    dropDraft();
    draft.current = null;
    sendPaper(batch.id, paper, state.marks, state.unit);
    look(null);
    const after = looked === null ? paper + 1 : next;
    set(begun(after, batch, null));
  }

  useKeys(onKey);
  useEffect(() => () => dropDraft(), []);
  if (whole) return html`<${HandIn} batch=${batch} onBefore=${() => turn(batch.papers)} />`;
  return html`<div class="entry">
    <${Pile} batch=${batch} paper=${paper} onTurn=${turn} />
    ${ballot.named && html`<${Unit} key=${paper} value=${state.unit} onUnit=${(unit) => change({ ...state, unit })} />`}
    <${Paper} ballot=${ballot} state=${state} onPlace=${(cursor) => set({ ...state, cursor, typed: false })} />
    <footer class="entry-foot">
      ${stuck ? html`<p class="sum sum-over" role="alert">${t("All names are marked: Enter ends the paper, ⌫ takes a mark back.")}</p>` : html`<${Sum} ballot=${ballot} marks=${state.marks} />`}
      <${Keypad} onKey=${onKey} done=${state.cursor === names.length - 1 ? t("paper done") : undefined} /></footer>
    <p class="visually-hidden" role="status">${t("Paper %(paper)s", { paper })}</p>
  </div>`;
}

function begun(paper, batch, draft) {
  if (draft?.paper === paper && draft.marks) return { marks: draft.marks, cursor: draft.cursor ?? 0, typed: Boolean(draft.typed), unit: draft.unit ?? "" };
  return { ...start(batch.entered[paper - 1] ?? {}), unit: batch.units[paper - 1] ?? "" };
}

// Where in the pile: the number is what both teams say aloud when they compare.
export function Pile({ batch, paper, onTurn }) {
  return html`<div class="pile">
    <h1 class="pile-head"><span class="pile-word">${t("Paper")}</span> <span class="pile-number">${paper}</span> <span class="pile-of">${t("of %(papers)s", { papers: batch.papers })}</span></h1>
    <p class="pile-turn"><button type="button" class="turn" disabled=${paper <= 1} onClick=${() => onTurn(paper - 1)} aria-label=${t("the paper before")}>←</button>
      <button type="button" class="turn" disabled=${paper > batch.entered.length} onClick=${() => onTurn(paper + 1)} aria-label=${t("the paper after")}>→</button></p>
    ${paper === batch.papers && html`<p class="pile-note">${t("The pile ends early, or goes on? Stop, and tell the chief scrutineer.")}</p>`}
  </div>`;
}
