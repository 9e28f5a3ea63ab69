// Keeps the page itself for a reload without the laptop, where the browser allows it: HTTPS only. On plain HTTP a
// reload would end the desk, so it is warned against before it happens.

import { signal } from "../html.js";

const SHELF = "kiosk desk";
const AT_EASE_MS = 2000;
const LATER = ["/static/js/desk/decode.js", "/static/vendor/zxing/reader/index.js", "/static/vendor/zxing/share.js", "/static/vendor/zxing/zxing_reader.wasm"];
const RELOADS = (event) => event.code === "F5" || (event.code === "KeyR" && (event.ctrlKey || event.metaKey));

export const reloadable = signal(false); // whether this page opens again without the laptop

export async function keepPage() {
  if (!window.isSecureContext || !navigator.serviceWorker) return;
  const shelf = await caches.open(SHELF);
  reloadable.value = Boolean(navigator.serviceWorker.controller && (await kept(shelf, location.href)));
  await new Promise((done) => setTimeout(done, AT_EASE_MS)); // the first people come before it
  await navigator.serviceWorker.register("/worker.js");
  await navigator.serviceWorker.ready;
  const read = performance.getEntriesByType("resource").map(({ name }) => new URL(name)).filter(({ origin, pathname }) => origin === location.origin && /^\/(static|language)\//.test(pathname));
  const wanted = new Set([location.href, ...read.map(String), ...LATER.map((path) => new URL(path, location.href).href)]);
  // one by one, beside the scans; what is here already, the worker keeps up to date
  for (const address of wanted) (await kept(shelf, address)) || (await shelf.add(address));
  reloadable.value = true;
}

const kept = (shelf, address) => shelf.match(address, { ignoreVary: true });

// `away()`: the laptop cannot be reached; `warn()`: show why this page must stay.
export function guardReload({ away, warn }) {
  const lost = () => away() && !reloadable.value;
  addEventListener("keydown", (event) => {
    if (!RELOADS(event) || !lost()) return;
    event.preventDefault();
    warn();
  });
  addEventListener("beforeunload", (event) => {
    if (!lost()) return;
    event.preventDefault();
    warn();
  });
}
