// Live pages: the server says "this topic changed", and each part of the page that shows the topic fetches itself
// anew (data-topic with hx-get and hx-trigger="changed"). What is on the page stays when the line is lost, and
// every [data-live] says so.

const parts = () => [...document.querySelectorAll("[data-topic]")];
const topics = () => [...new Set(parts().flatMap((part) => part.dataset.topic.split(" ")))].sort();
const thai = document.documentElement.lang.startsWith("th");
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: document.documentElement.dataset.zone });
let stream, following = "", failures = 0, heard = new Date(), waiting;
// Where the page stood when it was drawn, if its server said so: what changed since then is replayed.
let position = document.querySelector("[data-position]")?.dataset.position ?? "";

function time(moment) {
  const text = clock.format(moment);
  return thai ? `${text.replace(":", ".")} น.` : text;
}

function say(state) {
  if (state === "on") heard = new Date();
  for (const sign of document.querySelectorAll("[data-live]")) {
    const words = (state === "on" ? sign.dataset.on : sign.dataset.off).replace("{time}", time(heard));
    sign.dataset.state = state;
    if (sign.textContent !== words) sign.textContent = words;
  }
}

const due = new Set();
function changed(topic) {
  for (const part of parts()) {
    if (topic === null || part.dataset.topic.split(" ").includes(topic)) due.add(part);
  }
  // News comes in bursts; one fetch a part is enough. Not while its reader types in it.
  setTimeout(() => {
    for (const part of due) {
      if (part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select")) continue;
      due.delete(part);
      window.htmx?.trigger(part, "changed");
    }
  }, 60);
}

async function open() {
  clearTimeout(waiting);
  stream?.close();
  const wanted = topics();
  following = wanted.join(" ");
  if (!wanted.length) return;
  try {
    const answer = await fetch(`/live/ticket?topics=${encodeURIComponent(following)}`, { headers: { Accept: "application/json" } });
    if (answer.redirected || answer.status === 401) return say("off"); // signed out: what is shown stays
    if (!answer.ok) throw new Error(String(answer.status));
    const { ticket, topics: granted } = await answer.json();
    if (!granted.length) return say("off");
    listen(ticket, granted);
  } catch {
    again();
  }
}

function listen(ticket, granted) {
  const mine = new EventSource(`/live?ticket=${encodeURIComponent(ticket)}${position && `&last=${position}`}`);
  stream = mine;
  const keep = (event) => { if (event.lastEventId) position = event.lastEventId; };
  mine.onopen = () => { failures = 0; say("on"); };
  mine.onerror = () => {
    say("off");
    if (mine.readyState === EventSource.CLOSED && mine === stream) again();
  };
  let joined = false;
  mine.addEventListener("ready", (event) => { joined = true; keep(event); });
  mine.addEventListener("reset", (event) => { keep(event); changed(null); });
  // A ticket refused at the door tells a position that we have not read up to: keep our own.
  mine.addEventListener("renew", (event) => { if (joined) keep(event); open(); });
  mine.addEventListener("revoked", () => { mine.close(); say("off"); });
  for (const topic of granted) mine.addEventListener(topic, (event) => { keep(event); say("on"); changed(topic); });
}

function again() {
  say("off");
  failures += 1;
  const pause = Math.min(30000, 1000 * 2 ** Math.min(failures, 5)) * (0.7 + 0.6 * Math.random());
  clearTimeout(waiting);
  waiting = setTimeout(open, pause);
}

addEventListener("offline", () => say("off"));
addEventListener("online", () => { failures = 0; open(); });
addEventListener("pagehide", () => stream?.close());
addEventListener("pageshow", (event) => event.persisted && open());
document.addEventListener("htmx:after:swap", () => { if (topics().join(" ") !== following) open(); });
open();

// The wall's clock, and "live as of" while the line stands.
function tick() {
  for (const face of document.querySelectorAll("[data-clock]")) face.textContent = clock.format(new Date());
  if (stream?.readyState === EventSource.OPEN) say("on");
  setTimeout(tick, 60000 - (Date.now() % 60000) + 20);
}
tick();
