// What somebody decided about a file, as the server takes it; and what each kind of question is called and answered by.

import { t } from "../texts.js";

export const nothing = { columns: {}, categories: {}, people: {}, choices: {}, accept: false };

export const TITLES = {
  columns: () => t("Column of the names"), sheets: () => t("Hidden sheet"), hidden: () => t("Hidden rows"),
  struck: () => t("Rows struck out"), person: () => t("Totals and signatures"), parking: () => t("Parking and stores"),
  first_row: () => t("First row"), category: () => t("Who has a vote"), vote: () => t("Voting rights"), decimal: () => t("Decimals"), weight: () => t("Shares"),
  number: () => t("Leading zeros"), double: () => t("Rows twice"), same_name: () => t("Same name"), moved: () => t("Same name on the roll"),
  co_owner: () => t("Several owners of a unit"), one_person: () => t("Several units of an owner"), identity: () => t("Another name under a number"), alike: () => t("Names that look alike"), odd: () => t("Odd names"),
  coloured: () => t("Coloured rows"), weights: () => t("Column of the weight"), accept: () => t("The other questions"), additional: () => t("Additional votes"),
};

const PEOPLE = { yes: () => t("Different people"), no: () => t("The same person") };
const TAKE = { yes: () => t("Take them"), no: () => t("Leave them out") };
const VOTE = { yes: () => t("With a vote"), no: () => t("Without a vote") };
const OPTIONS = {
  sheets: { yes: () => t("Read it"), no: () => t("Leave it out") }, hidden: TAKE, struck: TAKE,
  person: { yes: () => t("They are people"), no: () => t("They are not") },
  parking: { yes: () => t("They count"), no: () => t("They do not count") }, category: VOTE, vote: VOTE, coloured: VOTE,
  odd: { yes: () => t("One person each"), no: () => t("Leave them out") },
  decimal: { point: () => t("The point: 89.52"), comma: () => t("The comma: 89,52"), out: () => t("Leave these rows out") },
  weight: { yes: () => t("One vote each"), no: () => t("Leave them out") },
  first_row: { yes: () => t("A person"), no: () => t("Headings") }, number: PEOPLE, double: PEOPLE, same_name: PEOPLE, alike: PEOPLE, moved: PEOPLE,
  co_owner: { yes: () => t("Each owner counts"), no: () => t("They count as one") },
  one_person: { yes: () => t("Different people"), no: () => t("One person with several units") },
  additional: { yes: () => t("Take the file without them") },
  identity: { rename: () => t("The same person"), no: () => t("Leave the roll as it is") },
};

export function label(question, option) {
  if (question.kind === "columns") return option === "none" ? t("None of them") : t("Column %(letter)s", { letter: option });
  if (question.kind === "weights") return option === "out" ? t("Leave these rows out") : t("Column %(letter)s", { letter: option });
  return OPTIONS[question.kind]?.[option]?.() ?? option;
}

const byValue = (kind) => kind === "category" || kind === "vote";

// Whether the lines of a question can be answered one by one.
export const lineByLine = ({ kind }) => !["columns", "weights", "sheets", "decimal", "identity", "additional"].includes(kind);

// All of a question at once.
export function answered(answers, question, option) {
  if (!byValue(question.kind)) return { ...answers, choices: { ...answers.choices, [question.id]: option } };
  const values = Object.fromEntries(question.lines.map(({ value }) => [value, option === "yes"]));
  return { ...answers, categories: { ...answers.categories, ...values } };
}

export function answeredLine(answers, question, line, option) {
  const yes = option === "yes";
  if (byValue(question.kind)) return { ...answers, categories: { ...answers.categories, [line.value]: yes } };
  return { ...answers, people: { ...answers.people, [line.key]: yes } };
}

export function forgotten(answers, question) {
  const without = (all, keys) => Object.fromEntries(Object.entries(all).filter(([key]) => !keys.includes(key)));
  return {
    ...answers,
    choices: without(answers.choices, [question.id]),
    people: without(answers.people, question.lines.map(({ key }) => key)),
    categories: byValue(question.kind) ? without(answers.categories, question.lines.map(({ value }) => value)) : answers.categories,
  };
}
