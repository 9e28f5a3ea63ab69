// What each device is for.

import { role as ownRole } from "./state.js";
import { number, t } from "./words.js";

const ROLES = {
  desk: () => t("Check-in desk"), screen: () => t("Hall screen"), supervisor: () => t("Supervisor"), chair: () => t("Chair"),
  operator: () => t("Operator"), secretary: () => t("Secretary"), observer: () => t("Observer"), speaker: () => t("Speaker's clock"),
  stand: () => t("Shared tablet"), teller_a: () => t("Teller, team A"), teller_b: () => t("Teller, team B"), chief_scrutineer: () => t("Chief scrutineer"),
};

export const PAIRED_HERE = Object.keys(ROLES);

export const roleName = (role) => ROLES[role]?.() ?? role;

// A supervisor lets in no chair and no operator.
export const mayGive = (role) => ownRole !== "supervisor" || !["chair", "operator"].includes(role);

export function proposed(role, devices) {
  const count = devices.filter((one) => one.role === role).length + 1;
  return role === "desk" ? t("Desk %(n)s", { n: number(count) }) : count > 1 ? `${roleName(role)} ${number(count)}` : roleName(role);
}
