// The words of a round: its kinds, presets, states, and the rules key by key.

import { t } from "../console/words.js";

export const KINDS = {
  recommendation: () => t("Recommendation"), pre_election: () => t("Pre-election"), election: () => t("Election"), runoff: () => t("Runoff"), trust: () => t("Vote of trust (advisory)"), motion: () => t("Motion"),
};

export const PRESETS = {
  "party-grassroots": () => t("Party organisation"), village: () => t("Villagers' committee"), owners: () => t("Owners' meeting"), cooperative: () => t("Cooperative"),
  association: () => t("Association (BGB)"), roberts: () => t("Robert's Rules"), company: () => t("Company"),
  "party-branch": () => t("Party branch meeting"), society: () => t("Social organisation"), council: () => t("Council or committee"),
};

export const STATES = {
  prepared: () => t("being prepared"), issuing: () => t("papers are handed out"), voting: () => t("voting"), closed: () => t("voting closed"), returned: () => t("papers are back"),
  counting: () => t("being counted"), counted: () => t("counted"), signed: () => t("signed"), reported: () => t("reported"), declared: () => t("declared"),
  accepted: () => t("accepted"), declined: () => t("declined"), awaiting_approval: () => t("awaits approval"), void: () => t("void"),
};

export const SPEAKERS = { chief_scrutineer: () => t("the chief scrutineer"), chair: () => t("the chair") };
export const ORIGINS = { organisation: () => t("by the organisation"), joint: () => t("jointly by members"), self: () => t("by themselves") };
export const STAGES = { applicant: () => t("applicant"), preliminary: () => t("preliminary"), preparatory: () => t("preparatory"), formal: () => t("formal") };
export const REASONS = {
  over_vote: () => t("too many marks"), unclear: () => t("unclear"), identifies: () => t("shows who voted"), not_official: () => t("not our paper"), torn: () => t("torn"), other: () => t("another reason"),
};

const YES_NO = { true: () => t("yes"), false: () => t("no") };

// Each rule with what it may be; `win` has keys of its own.
export const RULES = [
  ["win.base", () => t("The line is taken of"), { present: () => t("those present with a vote"), eligible: () => t("those eligible"), returned: () => t("the papers returned"), valid: () => t("the valid papers"), yes_plus_no: () => t("votes for and against"), cast_without_blank: () => t("papers that mark the office"), weight: () => t("the weight (area)") }],
  ["win.operator", () => t("The line"), { ">": () => t("more than"), ">=": () => t("at least") }],
  ["win.fraction", () => t("The part"), { "1/2": () => t("half"), "2/3": () => t("two thirds"), "3/4": () => t("three quarters"), "1/3": () => t("one third"), "4/5": () => t("four fifths"), "9/10": () => t("nine tenths"), "1/1": () => t("all") }],
  ["valid.part", () => t("Must take part"), { none: () => t("no number is asked"), "1/3>=": () => t("at least one third of those entitled"), "1/2>=": () => t("at least half of those entitled"), "1/2>": () => t("more than half of those entitled"), "2/3>=": () => t("at least two thirds of those entitled"), "3/4>=": () => t("at least three quarters of those entitled"), "4/5>=": () => t("at least four fifths of those entitled") }],
  ["valid.base", () => t("Who takes part is counted by"), { present: () => t("those present"), returned: () => t("the papers returned") }],
  ["ballot", () => t("The paper"), { approve: () => t("○ for as many as there are seats"), yes_no_abstain: () => t("for, against or abstain for each"), one: () => t("one name"), motion: () => t("a motion") }],
  ["min_candidates", () => t("Names at least"), { none: () => t("as many as stand"), seats: () => t("as many as seats"), one_more: () => t("one more than seats"), one_fifth_more: () => t("one fifth more than seats") }],
  ["overvote", () => t("Too many marks spoil"), { paper: () => t("the whole paper"), office: () => t("this office alone") }],
  ["returned_limit", () => t("Papers back at most"), { issued: () => t("as issued"), voters: () => t("as came to the box") }],
  ["tie", () => t("A tie"), { revote_tied: () => t("is voted on again"), lot: () => t("is drawn"), chair: () => t("the chair decides"), unresolved: () => t("the meeting is asked") }],
  ["shortfall", () => t("A seat that stays empty"), { new_round: () => t("a new round"), reduce_with_consent: () => t("fewer seats with consent"), vacant: () => t("stays vacant") }],
  ["write_ins", () => t("Names may be written in"), YES_NO],
  ["write_in_cross", () => t("Each name written in needs an × beside a listed one"), YES_NO],
  ["cascade", () => t("Who loses stands for the next office"), { none: () => t("no"), down: () => t("with the same votes"), add: () => t("with the votes of both added") }],
  ["invalid_in_base", () => t("Invalid papers count in the base"), YES_NO],
  ["abstain_in_base", () => t("Abstentions count in the base"), YES_NO],
  ["weights", () => t("Heads and weight must both pass"), YES_NO],
  ["proxies", () => t("Proxies"), { none: () => t("none"), written: () => t("in writing"), statutes: () => t("as the statutes say") }],
  ["later_round", () => t("The lower line of a later round holds"), YES_NO],
  ["plurality", () => t("The most votes elect, without a line"), YES_NO],
  ["runoff", () => t("A runoff among the tied"), YES_NO],
  ["papers_to", () => t("Papers go to"), { present: () => t("those present"), entitled: () => t("all entitled, without attendance") }],
  ["silent", () => t("Delivered papers that never come back"), { absent: () => t("are not counted"), majority: () => t("are counted with the majority") }],
  ["women_least", () => t("Women among the elected, at least (a warning)"), { 0: () => t("none asked"), 1: () => "1", 2: () => "2", 3: () => "3" }],
  ["relatives_apart", () => t("Near relatives elected together are warned of"), YES_NO],
  ["decisive", () => t("The vote decides"), { true: () => t("yes"), false: () => t("no, it is advisory") }],
];
