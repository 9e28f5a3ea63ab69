// The language of this device. The page is loaded anew; what waits to be sent stays on the device.

import { html } from "../html.js";
import { page } from "../page.js";
import { t } from "../texts.js";
import { post } from "./post.js";

const ANSWER_MS = 4000;

async function speak(event) {
  const { status } = await post("/language", { language: event.target.value }, ANSWER_MS);
  if (status === 200) location.reload();
}

export function Languages() {
  return html`<select class="languages" aria-label=${t("Language")} value=${page.language} onChange=${speak}>
    ${Object.entries(page.languages ?? {}).map(([code, name]) => html`<option value=${code} lang=${code} selected=${code === page.language}>${name}</option>`)}
  </select>`;
}
