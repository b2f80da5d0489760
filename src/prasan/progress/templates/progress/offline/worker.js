// Keeps one page and what it is made of, and opens it where any page of ours cannot be reached. Nothing else is ever
// kept: no page with figures or people on it.

const STORE = `prasan-offline-${KEPT.version}`;

self.addEventListener("install", (event) => {
  // fetched as nobody: what is kept must be nobody's page
  const all = KEPT.kept.map((address) => new Request(address, { credentials: "omit", cache: "no-cache" }));
  event.waitUntil(caches.open(STORE).then((store) => store.addAll(all)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("prasan-offline-") && name !== STORE;
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

const kept = (address) => caches.open(STORE).then((store) => store.match(address));
const OWN = new URL(KEPT.page, self.location).pathname;
const FILES = new Set(KEPT.kept);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (FILES.has(pathname)) {
    event.respondWith(kept(pathname).then((found) => found ?? fetch(request)));
  } else if (request.mode === "navigate" && pathname === OWN) {
    event.respondWith(kept(KEPT.page).then((found) => found ?? fetch(request)));
  } else if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => kept(KEPT.page).then((found) => found ?? Response.error())));
  }
});
