// What is being typed is kept at the laptop, for this team's page alone: it goes on where it was after a reload.
// Nothing of it is kept on the tablet.

import { send } from "../command.js";
import { path } from "./state.js";

const REST_MS = 400;
let timer = 0;

export function keepDraft(batch, draft) {
  clearTimeout(timer);
  timer = setTimeout(() => send(path(batch, "draft"), { draft }, { again: () => false }).catch(() => {}), REST_MS);
}

export const dropDraft = () => clearTimeout(timer);
