// Why a round is void: too many papers back, in the page's language, else in the words of whoever voided it.

import { number, t } from "./texts.js";

const TOO_MANY = {
  issued: (returned, limit) => t("Returned %(returned)s > issued %(issued)s", { returned, issued: limit }),
  voters: (returned, limit) => t("Returned %(returned)s > voters %(voters)s", { returned, voters: limit }),
};

export function voided(reason) {
  const [, returned, what, limit] = /^Returned (\d+) > (issued|voters) (\d+)$/.exec(reason) ?? [];
  return what ? TOO_MANY[what](number(Number(returned)), number(Number(limit))) : reason;
}
