// Thousandths of a square metre, said exactly.

import { t } from "./texts.js";

export function metres(thousandths) {
  const rest = String(thousandths % 1000).padStart(3, "0").replace(/0+$/, "");
  return `${Math.floor(thousandths / 1000)}${rest && `.${rest}`}`;
}

export const area = (thousandths) => t("%(area)s m²", { area: metres(thousandths) });
