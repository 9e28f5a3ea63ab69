// What one person supports. A tap is one command; sent again it is the same tap.

import { signal } from "../html.js";

export function makeVotes(asker) {
  const own = signal(new Set());
  const busy = signal(null); // the question whose button was tapped
  const refused = signal(null); // {question, sentence}
  let tapped = 0; // what was asked for before a tap is old

  function mark(question, supported) {
    const next = new Set(own.value);
    if (supported) next.add(question);
    else next.delete(question);
    own.value = next;
  }

  async function tap(question) {
    if (busy.value !== null) return;
    busy.value = question;
    tapped += 1;
    refused.value = null;
    const back = own.value.has(question);
    const { status, body } = await asker.act(`/qa/questions/${question}/${back ? "unvotes" : "votes"}`, {});
    busy.value = null;
    if (status === 200) mark(body.question, body.voted);
    else if (["voted_already", "not_voted"].includes(body.code)) mark(question, body.code === "voted_already");
    else refused.value = { question, sentence: body.message };
  }

  // Another person: their votes are not the last one's.
  function clear() {
    own.value = new Set();
    refused.value = null;
  }

  return { own, busy, refused, tap, clear, taps: () => tapped };
}
