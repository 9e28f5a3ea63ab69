// What this team has entered and the laptop does not have yet: in order, each sent until it is answered. What was
// answered stays until the team's own snapshot holds it, so that nothing on the page jumps back.

import { newCommandId, send, unanswered } from "../command.js";
import { computed, signal } from "../html.js";
import { t } from "../texts.js";

const AGAIN_MS = 1_000;
const STALE_MS = 10_000; // another tablet of the team may have changed it since

export function makeOutbox() {
  const held = signal([]); // [{path, fields, seen(batch), answered: ms or 0}]
  const away = signal(false);
  const refused = signal("");
  const waiting = computed(() => held.value.filter((one) => !one.answered).length);
  let sending = false;

  function add(path, fields, effect = {}) {
    refused.value = "";
    held.value = [...held.value, { path, fields: { key: newCommandId(), ...fields }, seen: () => true, ...effect, answered: 0 }];
    flush();
  }

  async function flush() {
    if (sending) return;
    sending = true;
    for (let one = next(); one; one = next()) {
      const answer = await send(one.path, one.fields);
      if (unanswered(answer) || answer.status === 429) {
        away.value = true;
        await new Promise((done) => setTimeout(done, AGAIN_MS));
        continue;
      }
      away.value = false;
      if (answer.status === 200) settle(one, answer.body);
      else refuse(one, answer.body);
    }
    sending = false;
  }

  const next = () => held.value.find((one) => !one.answered);

  function settle(one, body) {
    held.value = held.value.map((other) => (other === one ? { ...one, answered: performance.now() } : other));
    one.done?.(body);
  }

  // What follows a refusal was typed without knowing of it.
  function refuse(one, body) {
    held.value = held.value.filter((other) => other.answered);
    refused.value = body.message ?? t("The laptop cannot be reached. Please try again.");
    one.failed?.(body);
  }

  // A snapshot came: drop what it holds, and what was answered before that.
  function tidy(batch) {
    const list = held.value;
    if (!list.length) return;
    const now = performance.now();
    const last = list.findLastIndex((one) => one.answered && (now - one.answered > STALE_MS || !batch || batch.id !== one.batch || one.seen(batch)));
    if (last >= 0) held.value = list.slice(last + 1);
  }

  addEventListener("beforeunload", (event) => waiting.value && event.preventDefault());
  return { held, waiting, away, refused, add, tidy };
}
