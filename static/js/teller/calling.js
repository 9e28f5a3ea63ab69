// Calling out: each mark is a call, sent at once; the hall's board grows by it. The last call can be taken back.

import { html, useState } from "../html.js";
import { t } from "../texts.js";
import { HandIn } from "./handin.js";
import { namesOf, overmarked, press } from "./keys.js";
import { useKeys } from "./listen.js";
import { Keypad, Paper, Sum } from "./paper.js";
import { outbox, path } from "./state.js";

function call(batch, number, candidate, mark) {
  outbox.add(path(batch, "calls"), { number, candidate: candidate && Number(candidate), mark }, {
    batch, seen: (known) => known.called.calls >= number,
    apply: (known) => (known.called.calls >= number ? known : candidate ? said(known, number, [...known.called.at_hand, [candidate, mark]]) : ended(known, number)),
  });
}

const said = (known, calls, at_hand) => ({ ...known, called: { calls, at_hand } });
const ended = (known, calls) => ({ ...said(known, calls, []), entered: [...known.entered, Object.fromEntries(known.called.at_hand)] });

function uncall(batch, number) {
  outbox.add(path(batch, "calls/back"), { number }, {
    batch, seen: (known) => known.called.calls < number,
    apply: (known) => (known.called.calls < number ? known : taken(known, number - 1)),
  });
}

// The last call was a name of the paper in hand, or the end of the paper before it, which is in hand again.
function taken(known, calls) {
  const { at_hand } = known.called;
  if (at_hand.length) return said(known, calls, at_hand.slice(0, -1));
  return { ...said(known, calls, Object.entries(known.entered.at(-1) ?? {})), entered: known.entered.slice(0, -1) };
}

export function Calling({ batch, ballot }) {
  const names = namesOf(ballot);
  const { calls } = batch.called;
  const at_hand = Object.fromEntries(batch.called.at_hand);
  const [cursor, setCursor] = useState({ cursor: 0, typed: false });
  const [twice, setTwice] = useState(false);
  const state = { ...cursor, marks: at_hand };
  const done = batch.entered.length;
  const votes = counted(ballot, [...batch.entered, at_hand]);

  function onKey(wanted) {
    setTwice(false);
    if (wanted === "back") return takeBack();
    if (done === batch.papers) return;
    const pressed = press(state, wanted, names);
    if (pressed.done) {
      call(batch.id, calls + 1, null, "for");
      return setCursor({ cursor: 0, typed: false });
    }
    const mark = pressed.mark;
    if (mark && at_hand[mark.name]) return setTwice(true);
    if (mark && mark.as !== "none") call(batch.id, calls + 1, mark.name, mark.as);
    setCursor({ cursor: pressed.state.cursor, typed: pressed.state.typed });
  }

  function takeBack() {
    if (!calls) return;
    uncall(batch.id, calls);
    const last = batch.called.at_hand.at(-1)?.[0];
    setCursor({ cursor: last ? names.indexOf(last) : names.length - 1, typed: false });
  }

  useKeys(onKey);
  if (done === batch.papers) return html`<${HandIn} batch=${batch} onBefore=${takeBack} />`;
  return html`<div class="entry entry-called">
    <div class="pile"><h1 class="pile-head"><span class="pile-word">${t("Calling paper")}</span> <span class="pile-number">${done + 1}</span> <span class="pile-of">${t("of %(papers)s", { papers: batch.papers })}</span></h1>
      <p class="pile-note">${t("Say each name aloud as you type it.")}</p></div>
    <${Paper} ballot=${ballot} state=${state} counts=${votes} onPlace=${(place) => setCursor({ cursor: place, typed: false })} />
    <footer class="entry-foot">
      ${twice ? html`<p class="sum sum-over" role="alert">${t("This name is called already on this paper: take it back first.")}</p>` : html`<${Sum} ballot=${ballot} marks=${at_hand} />`}
      <${Keypad} onKey=${onKey} done=${state.cursor === names.length - 1 ? t("paper done") : undefined} /></footer>
  </div>`;
}

// Votes for each name in this batch so far, as the hall sees them: none of a paper that marks too many.
function counted(ballot, papers) {
  const votes = {};
  for (const { id, candidates } of ballot.offices) {
    const counts = papers.filter((paper) => !overmarked(ballot, paper).some(({ office }) => ballot.overvote === "paper" || office.id === id));
    for (const one of candidates) votes[one.id] = counts.filter((paper) => paper[one.id] === "for").length;
  }
  return votes;
}
