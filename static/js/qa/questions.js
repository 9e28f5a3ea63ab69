// The question part of the phone's page: the question on the screen, asking, one's own, the queue.

import { html, useEffect, useMemo } from "../html.js";
import { Ask } from "./ask.js";
import { makeAsker, needsBadge } from "./asker.js";
import { makeDraft, sameAsker } from "./draft.js";
import { shelf } from "./keep.js";
import { makeMine, Mine } from "./mine.js";
import { Answered, Queue } from "./queue.js";
import { useResend } from "./resend.js";
import { Shown } from "./shown.js";
import { makeVotes } from "./votes.js";

export function Questions({ questions, live }) {
  const { asker, votes, mine, asking } = useMemo(() => ofThisPhone(questions.meeting), [questions.meeting]);
  const now = live.now();
  live.tick.value;
  const badge = needsBadge(questions, asker);
  useEffect(() => {
    if (badge && asker.known.value) asker.forget(); // a visitor's token is of no use among members
    mine.follow(questions, now);
  });
  useResend(asking, live.link.value === "live", questions);
  return html`<div class="qa">
    <${Shown} questions=${questions} now=${now} />
    <${Ask} questions=${questions} asker=${asker} asking=${asking} now=${now} />
    <${Mine} questions=${questions} mine=${mine} />
    <${Queue} questions=${questions} votes=${votes} mine=${mine.own.value.map(({ id }) => id)} disabled=${badge} />
    <${Answered} questions=${questions} />
  </div>`;
}

function ofThisPhone(meeting) {
  const kept = shelf(meeting);
  const asker = makeAsker(kept);
  const votes = makeVotes(asker);
  const mine = makeMine(kept, asker, votes);
  return { asker, votes, mine, asking: makeDraft({ kept, asker, mine, way: "phone", after: sameAsker }) };
}

// Whether questions are what this page is about just now.
export const busyWith = (questions) => Boolean(questions && (questions.state !== "closed" || questions.screen || questions.live_count > 0));
