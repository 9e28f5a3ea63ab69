// Who asks and supports from this page: a token of the laptop's, fetched when it is first needed.

import { send, unanswered } from "../command.js";
import { signal } from "../html.js";
import { t } from "../texts.js";

export function makeAsker(kept, worthIt = () => true) {
  const known = signal(kept.read("asker")); // {token, name}: the name is there when a badge was read
  const reading = signal({ busy: false, sentence: "", refused: false }); // a badge
  const again = (answer) => unanswered(answer) && worthIt();
  let entering = null;

  function learn(next) {
    known.value = next;
    kept.write("asker", next);
  }

  // Two taps at once are one asker.
  function enter(badge) {
    entering ??= fetchToken(badge).finally(() => (entering = null));
    return entering;
  }

  async function fetchToken(badge) {
    const answer = await send("/qa/askers", badge ? { badge } : {}, { again });
    if (answer.status === 200) learn({ token: answer.body.asker, name: answer.body.name });
    return answer;
  }

  async function read(badge) {
    reading.value = { busy: true, sentence: t("The badge is being checked …"), refused: false };
    const { status, body } = await enter(badge);
    reading.value = { busy: false, sentence: status === 200 ? "" : body.message, refused: status !== 200 };
  }

  // A command in the asker's name. A token that the laptop does not know any more is replaced once.
  async function act(path, fields, commandId) {
    for (let tried = 0; ; tried++) {
      if (!known.value) {
        const entered = await enter();
        if (entered.status !== 200) return entered;
      }
      const answer = await send(path, { ...fields, asker: known.value.token }, { commandId, again });
      if (answer.status !== 403) return answer;
      if (["token_needed", "badge_needed"].includes(answer.body.code)) learn(null);
      if (answer.body.code !== "token_needed" || tried || !worthIt()) return answer;
    }
  }

  return { known, reading, read, act, forget: () => learn(null) };
}

// Where only members ask, a visitor's token is of no use.
export const needsBadge = (questions, asker) => questions.who === "members" && !asker.known.value?.name;
