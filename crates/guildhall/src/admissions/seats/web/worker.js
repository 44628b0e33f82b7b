// Keeps my conference readable without network: what was shown last is shown again, with a word that
// says so. Network first: the page is never older than it has to be.
const KEPT = "mine-1";
const isCode = (url) => /^\/(zh|en)\/[a-z0-9-]+\/mine\/codes\/[0-9a-f-]+$/.test(url.pathname);
const isMine = (url) => /^\/(zh|en)\/[a-z0-9-]+\/mine$/.test(url.pathname);
const keep = async (request, response) => {
  if (response.ok && !response.redirected) (await caches.open(KEPT)).put(request, response.clone());
  return response;
};
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  // The files of the page that was open before this worker was there.
  event.waitUntil(caches.open(KEPT).then((kept) => Promise.all(event.data.map((path) => fetch(path).then((response) => response.ok && kept.put(path, response)).catch(() => {})))));
});
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if ((event.request.mode === "navigate" && isMine(url)) || isCode(url)) {
    const path = url.pathname;
    event.respondWith(fetch(event.request).then((response) => keep(path, response)).catch(async () => (await caches.match(path)) || Response.error()));
  } else if (url.pathname.startsWith("/assets/")) {
    event.respondWith(caches.match(url.pathname).then((kept) => kept || fetch(event.request).then((response) => keep(url.pathname, response))));
  }
});
