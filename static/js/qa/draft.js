// A question that is being written, kept on the phone until the laptop has it. Its command and its token are made with
// the words: sent again it is the same question, changed it is another one.

import { newCommandId, unanswered } from "../command.js";
import { signal } from "../html.js";

const EMPTY = { text: "", respondent: null, name: "", place: "" };
export const sameAsker = (draft) => ({ ...draft, text: "" });
export const anotherAsker = ({ way }) => ({ ...EMPTY, way });

// `after` makes the next draft of one that has arrived.
export function makeDraft({ kept, asker, mine, way, after }) {
  const draft = signal(kept.read("draft") ?? anew({ ...EMPTY, way }));
  const state = signal({ name: draft.value.sent ? "unsent" : "writing", sentence: "" }); // | sending | refused | arrived

  function put(next) {
    draft.value = next;
    kept.write("draft", next);
  }

  function edit(fields) {
    const { sent, token } = draft.value;
    if (sent) mine.add({ token }); // it may have arrived all the same
    put(anew({ ...draft.value, ...fields }));
    if (state.value.name !== "writing") state.value = { name: "writing", sentence: "" };
  }

  async function deliver(questions) {
    if (state.value.name === "sending") return;
    put({ ...draft.value, sent: true });
    state.value = { name: "sending", sentence: "" };
    const was = draft.value;
    const answer = await asker.act("/qa/questions", { ...wanted(questions), token: was.token }, was.command_id);
    if (answer.status === 200) arrived(was, answer.body);
    else if (unanswered(answer)) state.value = { name: "unsent", sentence: "" };
    else refused(answer);
  }

  // No name is sent where none is asked for.
  function wanted({ naming, respondents }) {
    const { text, respondent, name, place, way } = draft.value;
    const whom = respondents.some(({ id }) => id === respondent) ? respondent : null;
    const words = way === "microphone" && !text.trim() ? {} : { text };
    return { ...words, way, respondent: whom, ...(place ? { place } : {}), ...(naming === "anonymous" || asker.known.value?.name ? {} : { name: name.trim() }) };
  }

  function arrived({ token, text, place }, { question, state: stands }) {
    mine.add({ token, id: question, text, place, original: null, state: stands, reason: "", merged_into: null });
    put(anew(after(draft.value)));
    state.value = { name: "arrived", sentence: "", number: question, stands };
  }

  // A refusal by 409 was decided and would be the answer for ever: the next try is another command.
  function refused({ status, body }) {
    put(status === 409 ? anew(draft.value) : { ...draft.value, sent: false });
    state.value = { name: "refused", sentence: body.message };
  }

  return { draft, state, edit, deliver };
}

const anew = (draft) => ({ ...draft, command_id: newCommandId(), token: newCommandId(), sent: false });
