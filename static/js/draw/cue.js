// What the chair says at the lectern at each step of a draw.

import { clock } from "../console/state.js";
import { listed, number, t } from "../console/words.js";
import { said } from "./slots.js";

const READ_ALOUD_MOST = 12; // a longer list is read from the screen

export function cue({ draw, asked }) {
  if (asked) return t("%(who)s asks for something that needs a second role. Please wait a moment.", { who: asked.by });
  if (!draw) return t("We draw lots for the order of the speeches. First the list of names is read out.");
  return SAID[draw.state](draw);
}

const SAID = {
  frozen: ({ names }) => (names.length <= READ_ALOUD_MOST ? t("These are the names: %(names)s. Is anybody missing?", { names: listed(names) })
    : t("The %(count)s names are on the screen; they are read out. Is anybody missing?", { count: number(names.length) })),
  committed: (draw) => (clock.value < draw.stands_until
    ? t("The computer has sealed a secret. Please take a picture of these digits. The supervisor reads out the first eight groups.") : throwing(draw.slots)),
  revealed: (draw) => (clock.value < draw.revealed_at + draw.order.length * draw.show_ms
    ? t("The order is drawn; the names appear one by one. The dice lie where they are.") : order(draw)),
  hand: (draw) => order(draw),
  void: () => t("This draw was given up, for a reason that is in the record. We begin anew with the list."),
};

function throwing(slots) {
  const place = slots.findIndex(({ confirmed_by }) => !confirmed_by);
  const slot = slots[place];
  if (slot.value) return t("I read: %(value)s. The supervisor compares it and confirms.", { value: Array.from(slot.value).join(" ") });
  if (slot.card) return t("The cards: is every one of them here? Who is absent counts as 0. Now all cards are turned together.");
  if (place < slots.length - 1) return t("Now: %(what)s. The digits are read out one by one.", { what: said(slot) });
  return t("Now the dice are thrown, one at a time, by somebody who is no candidate, and read out in that order.");
}

function order({ order }) {
  if (order.length > READ_ALOUD_MOST) return t("The order stands on the screen: %(count)s names. Everybody can check it on the phone.", { count: number(order.length) });
  return t("The order is: %(names)s.", { names: listed(order.map((name, place) => `${place + 1}. ${name}`)) });
}
