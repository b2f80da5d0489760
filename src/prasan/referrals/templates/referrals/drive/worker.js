// Keeps the volunteer's form and what it is made of; pages of links are put there by the form itself. Nobody's data is
// ever kept here: what was registered lies sealed in the phone's own store.

const STORE = `prasan-drive-${KEPT.version}`;
const PAGES = "prasan-drive-pages";
const PATIENCE = 4000; // a line that is there but carries nothing is no signal

self.addEventListener("install", (event) => {
  const all = KEPT.kept.map((address) => new Request(address, { credentials: "omit", cache: "no-cache" }));
  event.waitUntil(caches.open(STORE).then((store) => store.addAll(all)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("prasan-drive-") && name !== STORE && name !== PAGES;
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

const FILES = new Set(KEPT.kept);
const page = (pathname) => caches.open(PAGES).then((store) => store.match(pathname));

async function fresh(request, pathname) {
  const answer = await fetch(request);
  // a link that was ended opens no more from the phone's own store either
  if (answer.status === 404) await caches.open(PAGES).then((store) => store.delete(pathname));
  return answer;
}

async function navigated(request, pathname) {
  const kept = await page(pathname);
  const late = new Promise((done) => { setTimeout(() => done(kept), PATIENCE); });
  const answer = fresh(request, pathname).catch(() => kept);
  return (await (kept ? Promise.race([answer, late]) : answer)) ?? Response.error();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (FILES.has(pathname)) {
    event.respondWith(caches.open(STORE).then((store) => store.match(pathname)).then((found) => found ?? fetch(request)));
  } else if (request.mode === "navigate") {
    event.respondWith(navigated(request, pathname));
  }
});
