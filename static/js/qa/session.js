// One person at a shared tablet. All that is theirs lives in one object in memory, and is dropped with it: the next
// person begins with a new one. Nothing is kept in the browser.

import { signal } from "../html.js";
import { language } from "../texts.js";
import { makeAsker } from "./asker.js";
import { makeDraft, sameAsker } from "./draft.js";
import { nowhere } from "./keep.js";
import { makeVotes } from "./votes.js";

let counted = 0;

export const session = signal(begin());

function begin() {
  const id = ++counted;
  const here = () => session.value.id === id; // who has left is not tried for any longer
  const asker = makeAsker(nowhere, here);
  const sent = signal(null); // the question that has arrived
  const mine = { add: (one) => one.id && (sent.value = one) };
  return {
    id, asker, sent, step: signal("home"), votes: makeVotes(asker),
    asking: makeDraft({ kept: nowhere, asker, mine, way: "stand", after: sameAsker }),
  };
}

export function nextPerson(linked) {
  session.value = begin();
  const address = new URL(location.href);
  if (linked && address.searchParams.has("language")) { // a language is one person's, too
    address.searchParams.delete("language");
    location.replace(address);
  }
}

export function speak(code) {
  const address = new URL(location.href);
  if (code !== language) address.searchParams.set("language", code);
  location.replace(address);
}

// Whether there is anything of a person here.
export const begun = ({ step, asker, asking }) => step.value !== "home" || asker.known.value !== null || asker.reading.value.sentence !== "" || asking.draft.value.text !== "";
