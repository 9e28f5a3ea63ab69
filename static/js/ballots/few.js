// As many names as seats, or too small a difference: told office by office, and nothing is held up by it.

import { html } from "../html.js";
import { number, t } from "../console/words.js";

export const few = ({ offices, kind }, listed) => (kind === "motion" ? [] : offices.map((office) => ({ ...office, count: listed.filter((one) => one.office === office.id && one.origin !== "write_in").length })).filter(({ count, candidates_least: least }) => count > 0 && count < least)
  .map(({ name, seats, count, candidates_least: least }) => t("%(office)s: names %(count)s, seats %(seats)s; the rules ask for %(least)s names. It is told as a warning; the votes are judged all the same.", { office: name, count: number(count), seats: number(seats), least: number(least) })));

export function Few({ round }) {
  return few(round, round.candidates).map((said) => html`<p key=${said} class="con-note">▲ ${said}</p>`);
}
