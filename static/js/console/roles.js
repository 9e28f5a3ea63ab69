// What each device is for.

import { t } from "./words.js";

const ROLES = {
  desk: () => t("Check-in desk"), screen: () => t("Hall screen"), supervisor: () => t("Supervisor"), chair: () => t("Chair"),
  operator: () => t("Operator"), secretary: () => t("Secretary"), observer: () => t("Observer"), speaker: () => t("Speaker's clock"),
  stand: () => t("Shared tablet"), teller_a: () => t("Teller, team A"), teller_b: () => t("Teller, team B"), chief_scrutineer: () => t("Chief scrutineer"),
};

export const PAIRED_HERE = ["desk", "screen", "supervisor", "operator", "chair", "secretary"];

export const roleName = (role) => ROLES[role]?.() ?? role;
