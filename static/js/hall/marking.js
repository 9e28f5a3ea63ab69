// How to mark the paper, in sentences that can also be read aloud: the same on the screen and on the cue card.

import { number, t } from "../texts.js";

export function marking({ ballot, offices, overvote, write_ins, write_in_cross, advance }) {
  return [MARKS[ballot](), ...offices.map((office) => most(ballot, office, offices.length > 1, advance)), spoils(ballot, overvote),
    write_ins && ballot !== "motion" && (write_in_cross ? t("You may write in another name with ○ for each listed name beside which you put ×.") : t("You may write in another name on the empty line and put ○ beside it."))].filter(Boolean);
}

const MARKS = {
  approve: () => t("Put ○ beside each name that you agree to, × beside a name that you are against. No mark is an abstention."),
  yes_no_abstain: () => t("For each name put one mark: ○ for, × against. No mark is an abstention."),
  one: () => t("Put ○ beside one name."),
  motion: () => t("Put ○ if you are for it, × if you are against it. No mark is an abstention."),
};

function most(ballot, office, several, advance) {
  if (ballot === "motion" || ballot === "one" || office.candidates.length <= office.marks) return null;
  const count = number(office.marks);
  if (several) return t("%(office)s: at most %(count)s ○.", { office: office.name, count });
  return advance ? t("At most %(count)s ○; fewer is valid.", { count }) : t("At most %(count)s ○, as many as there are seats; fewer is valid.", { count });
}

function spoils(ballot, overvote) {
  if (ballot === "motion") return null;
  return overvote === "paper" ? t("More ○ than that, and the whole paper is invalid.") : t("More ○ than that, and the votes for this office are invalid.");
}
