// The camera's picture, and the button that switches it; a photograph instead where there is no camera.

import { html, useEffect, useRef } from "../html.js";
import { t } from "../texts.js";
import { camera, canWatch, readPhoto, stop, switchTorch, turnAround, watch } from "./camera.js";
import { photo, readCode, seenByCamera } from "./state.js";

const REMEMBERED = "kiosk camera";
const running = () => camera.state.value === "on" || camera.state.value === "starting";
let video = null;

export function Watching() {
  const node = useRef(null);
  useEffect(() => {
    video = node.current;
    if (canWatch && remembered() === "on") watch(video, seenByCamera); // a desk that watched, watches after a reload
  }, []);
  return html`<div class=${`camera camera-${camera.state.value}`}>
    <video ref=${node} muted playsinline aria-label=${t("Camera")}></video><div class="camera-frame" aria-hidden="true"></div>
    ${camera.state.value === "on" && html`<div class="camera-acts">
      ${camera.torch.value !== null && html`<button type="button" class="act act-on" aria-pressed=${camera.torch.value} onClick=${switchTorch}>${t("Light")}</button>`}
      <button type="button" class="act act-on" onClick=${() => turnAround(video, seenByCamera)}>${t("Other camera")}</button></div>`}
  </div>`;
}

export function CameraButton() {
  if (!canWatch || ["forbidden", "missing", "lost"].includes(camera.state.value)) {
    return html`<label class="act act-main photo"><input type="file" accept="image/*" capture="environment" onChange=${taken} /><span>${t("Photo")}</span></label>`;
  }
  return html`<button type="button" class="act act-main" aria-pressed=${running()} onClick=${toggle}>${running() ? t("Camera off") : t("Camera")}</button>`;
}

export function Photo() {
  const unread = photo.value === "unread";
  return html`<section class="panel panel-quiet"><h1>${unread ? t("No code found in the photo") : t("Reading the photo")}</h1>
    ${unread && html`<p class="panel-about">${t("Closer, without glare, the whole code in the picture. Or type the name below.")}</p>
      <button type="button" class="act act-back" onClick=${() => (photo.value = null)}>${t("Back")}</button>`}</section>`;
}

function toggle() {
  const on = running();
  remember(on ? "off" : "on");
  if (on) stop();
  else watch(video, seenByCamera);
}

async function taken(event) {
  const [file] = event.target.files;
  event.target.value = "";
  if (!file) return;
  photo.value = "reading";
  const code = await readPhoto(file).catch(() => null);
  if (code) readCode(code, "photo");
  else photo.value = "unread";
}

function remembered() {
  try { return localStorage.getItem(REMEMBERED); } catch { return null; }
}

function remember(state) {
  try { localStorage.setItem(REMEMBERED, state); } catch { /* a private window forgets; the button is there */ }
}
