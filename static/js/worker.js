// Keeps the desk's page, so that it opens again without the laptop: the network first, and what was kept when the
// network does not answer. Requests that decide anything are none of its business.

const SHELF = "kiosk desk";
const PATIENCE_MS = 2500;
const AWAY_MS = 5000;
const KEPT = /^\/(desk$|static\/|language\/)/;
let awayUntil = 0;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method === "GET" && origin === location.origin && KEPT.test(pathname)) event.respondWith(answer(event.request));
});

async function answer(request) {
  const shelf = await caches.open(SHELF);
  const kept = () => shelf.match(request, { ignoreVary: true });
  if (performance.now() < awayUntil) {
    const found = await kept();
    if (found) return found;
  }
  try {
    const fresh = await Promise.race([fetch(request), new Promise((_, fail) => setTimeout(fail, PATIENCE_MS))]);
    if (fresh.ok && !fresh.redirected) await shelf.put(request, fresh.clone());
    return fresh;
  } catch {
    awayUntil = performance.now() + AWAY_MS;
    return (await kept()) ?? Response.error();
  }
}
