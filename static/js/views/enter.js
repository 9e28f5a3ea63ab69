// The page behind an address that makes this browser a device. It posts what stands in the address; the key of a start
// pairs the first console by a token that this page makes.

import { post } from "../desk/post.js";
import { html, render, signal } from "../html.js";
import { t } from "../texts.js";
import { enter, hashed, keptToken } from "../token.js";

const FIRST = "first.";
const AGAIN_MS = 1_500;
const ANSWER_MS = 6_000;
const given = decodeURIComponent(location.pathname.split("/").pop());
const trouble = signal("");

async function become() {
  const { status, body } = await (given.startsWith(FIRST) ? first() : enter(given));
  if (status === 200) return location.replace(body.page);
  const lost = !status || status >= 500 || status === 429;
  trouble.value = lost ? t("The laptop cannot be reached just now. This page goes on trying.") : body.message;
  if (lost) setTimeout(become, AGAIN_MS);
}

// Paired by an answer that was lost, it enters at once; else the key pairs it, which may be sent again.
async function first() {
  const name = `kiosk ${given}`;
  const token = keptToken(name);
  let answer = await enter(token);
  if (answer.status === 404) {
    answer = await post("/devices/first", { key: given, token_hash: hashed(token) }, ANSWER_MS);
    if (answer.status === 200) answer = await enter(token);
  }
  if (answer.status === 200) sessionStorage.removeItem(name);
  return answer;
}

function Enter() {
  return html`<div class="join">${trouble.value
    ? html`<p class="join-trouble" role="alert">${trouble.value}</p>`
    : html`<p class="join-calm" role="status">${t("Asking at the laptop …")}</p>`}</div>`;
}

render(html`<${Enter} />`, document.getElementById("app"));
become();
