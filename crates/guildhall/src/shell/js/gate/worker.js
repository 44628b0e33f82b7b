// Keeps the page of a gate, so that it opens where there is no network. FILES and NAME stand before.
addEventListener('install', (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(FILES)).then(() => skipWaiting()));
});
addEventListener('activate', (event) => {
  const old = (names) => Promise.all(names.filter((name) => name.startsWith('gate-') && name !== NAME).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(old).then(() => clients.claim()));
});
addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== location.origin || !FILES.includes(pathname)) return;
  const kept = () => caches.match(pathname);
  if (pathname.startsWith('/assets/')) event.respondWith(kept().then((found) => found || fetch(event.request)));
  else event.respondWith(fetch(event.request).catch(kept));
});
