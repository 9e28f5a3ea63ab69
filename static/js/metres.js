// Thousandths of a square metre, said exactly, and read again from what was typed.

import { t } from "./texts.js";

export function metres(thousandths) {
  const rest = String(thousandths % 1000).padStart(3, "0").replace(/0+$/, "");
  return `${Math.floor(thousandths / 1000)}${rest && `.${rest}`}`;
}

export const area = (thousandths) => t("%(area)s m²", { area: metres(thousandths) });

// null for what is no area, or finer than a thousandth.
export function thousandths(text) {
  const found = /^(\d{1,9})(?:\.(\d{0,3}))?$/.exec(text.trim());
  return found && Number(found[1]) * 1000 + Number((found[2] ?? "").padEnd(3, "0"));
}
