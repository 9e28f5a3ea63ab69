// A tablet tests itself: camera, sound, work without the network, and whether its screen stays on. One tap, because
// a browser lets a page sound, and ask for the camera, only after somebody touched it.

import { html, render, signal } from "../html.js";
import { page } from "../page.js";
import { Languages } from "../desk/languages.js";
import { openSpeaker, play } from "../desk/sound.js";
import { t } from "../texts.js";

const WAIT_MS = 20_000;
const TESTS = [
  ["secure", () => t("Connection"), secure], ["camera", () => t("Camera"), camera], ["sound", () => t("Sound"), sound],
  ["offline", () => t("Offline"), offline], ["awake", () => t("Screen stays on"), awake],
];
const results = signal({}); // key → {state: testing | ready | missing, words}
const begun = signal(false);

class Missing extends Error {}

function secure() {
  if (!isSecureContext) throw new Missing(t("This page was opened without HTTPS. Open it by the https address of the laptop."));
  return t("Connection ready: nobody in the network can read along.");
}

async function camera() {
  if (!navigator.mediaDevices?.getUserMedia) throw new Missing(t("Without HTTPS a browser gives no camera. Photos work all the same."));
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).catch((error) => {
    throw new Missing(error.name === "NotAllowedError" ? t("This page may not use the camera. Allow it in the browser's settings.") : t("No camera found. A scanner, photos and names work all the same."));
  });
  const { width, height } = stream.getVideoTracks()[0].getSettings();
  stream.getTracks().forEach((track) => track.stop());
  return t("Camera ready: %(width)s × %(height)s.", { width, height });
}

async function sound() {
  play("admitted");
  await new Promise((done) => setTimeout(done, 400));
  return t("Sound ready. If you heard nothing, turn the volume up and the silent switch off.");
}

async function offline() {
  if (!isSecureContext || !navigator.serviceWorker) throw new Missing(t("Scans are kept while the network is away, but a reload would then end the page."));
  await navigator.serviceWorker.register("/worker.js");
  await navigator.serviceWorker.ready;
  await new Promise((done, failed) => {
    const opened = indexedDB.open("kiosk ready", 1);
    opened.onsuccess = () => { opened.result.close(); indexedDB.deleteDatabase("kiosk ready"); done(); };
    opened.onerror = () => failed(new Missing(t("This browser keeps nothing. Leave its private mode.")));
  });
  return t("Offline ready: the desk opens again without the network, and its scans are kept.");
}

async function awake() {
  if (!navigator.wakeLock) throw new Missing(t("This browser cannot keep the screen on. Set the tablet's own time to Never."));
  const held = await navigator.wakeLock.request("screen").catch(() => { throw new Missing(t("The screen cannot be kept on: is the battery low? Set the tablet's own time to Never.")); });
  await held.release();
  return t("The screen stays on while the desk is open.");
}

async function run() {
  begun.value = true;
  try { openSpeaker(); } catch { /* told by the test of the sound */ }
  for (const [key, , test] of TESTS) {
    results.value = { ...results.value, [key]: { state: "testing", words: t("testing …") } };
    const late = new Promise((_, failed) => setTimeout(() => failed(new Missing(t("No answer. Look whether the tablet asks for a permission."))), WAIT_MS));
    const result = await Promise.race([Promise.resolve().then(test), late]).then((words) => ({ state: "ready", words }),
      (error) => ({ state: "missing", words: error instanceof Missing ? error.message : t("This did not work here: %(why)s", { why: error.message }) }));
    results.value = { ...results.value, [key]: result };
  }
}

const SIGNS = { testing: "…", ready: "✓", missing: "!" };

function Ready() {
  const done = Object.values(results.value);
  const all = done.length === TESTS.length && done.every(({ state }) => state !== "testing");
  return html`<div class="rdy"><header><${Languages} /></header><section>
    <h1>${!all ? t("Test this tablet") : done.every(({ state }) => state === "ready") ? t("This tablet is ready.") : t("This tablet works, with what stands below.")}</h1>
    ${!begun.value && html`<button type="button" class="button go" onClick=${run}>${t("Begin")}</button>`}
    <ul aria-live="polite">${TESTS.map(([key, name]) => html`<li key=${key} class=${`rdy-${results.value[key]?.state ?? "open"}`}>
      <i aria-hidden="true">${SIGNS[results.value[key]?.state] ?? ""}</i><b>${name()}</b><span>${results.value[key]?.words}</span></li>`)}</ul>
    ${all && html`<p><a class="button go" href=${page.device ? `/?device=${page.device.id}` : "/join"}>${page.device ? t("To this tablet's page") : t("Join the meeting")}</a> <button type="button" class="button" onClick=${run}>${t("Again")}</button></p>`}
  </section></div>`;
}

render(html`<${Ready} />`, document.getElementById("app"));
