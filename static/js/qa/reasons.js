// Why a question is not put, in the same words for the chair who says it and for the asker who is told.

import { t } from "../texts.js";

export const REASONS = {
  duplicate: () => t("asked already"),
  off_topic: () => t("not about this"),
  answered_already: () => t("answered already"),
  personal: () => t("about a person's private life"),
  not_understood: () => t("not understood"),
  other: () => t("no time left"),
  trial: () => t("on trial"),
};
