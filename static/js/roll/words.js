// The columns of a roll, and what stands in them, as people say it.

import { number, t } from "../texts.js";

const COLUMNS = {
  number: () => t("Number"), name: () => t("Name"), group_name: () => t("Group"), category: () => t("Category"),
  with_vote: () => t("Voting right"), weight_thousandths: () => t("Weight"), additional_votes: () => t("Additional votes"), phone: () => t("Phone"), note: () => t("Note"),
};

export const columnsOf = (given) => Object.keys(COLUMNS).filter((name) => name in given);
export const column = (name) => COLUMNS[name]?.() ?? name;

export function value(name, given) {
  if (name === "with_vote") return given ? t("yes") : t("no");
  if (name === "weight_thousandths") return number(given / 1000);
  return given || "–";
}

// What the button will do, in a sentence that names how many.
export function act({ added, changed }) {
  if (changed && added) return t("Import %(added)s new and %(changed)s changed people", { added: number(added), changed: number(changed) });
  if (changed) return changed === 1 ? t("Change one person") : t("Change %(changed)s people", { changed: number(changed) });
  return added === 1 ? t("Import one person") : t("Import %(added)s people", { added: number(added) });
}
