// A room with nothing but pictures and sounds: the product's own media.js in whatever browser opens this page. Nobody
// drives the browser: what it receives is told to us four times a second. /room.html?peer=trang
import { Media } from "/static/meetings/media.js";

const peer = new URLSearchParams(location.search).get("peer");
const room = document.getElementById("room");
for (let place = 0; place < 9; place += 1) {
  const figure = room.appendChild(document.createElement("figure"));
  figure.dataset.slot = `v${place}`;
  figure.appendChild(Object.assign(document.createElement("video"), { autoplay: true, muted: true, playsInline: true }));
}

async function post(what, body) {
  const answer = await fetch(`/${what}?peer=${peer}`, { method: "POST", body: JSON.stringify(body) });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.error);
  return told;
}

const told = { browser: navigator.userAgent, said: [], rows: [], first: null };
const media = new Media(room, post, (code, why) => told.said.push([code, why ?? ""]));
media.large = true;

async function tell() {
  const rows = [...((await media.receiver?.getStats())?.values() ?? [])].filter((one) => one.type === "inbound-rtp");
  told.rows = rows.map(({ kind, mid, packetsReceived, framesDecoded, frameWidth }) => ({ kind, mid, packetsReceived, framesDecoded, frameWidth }));
  await post("seen", told);
}

const start = performance.now();
for (const picture of room.querySelectorAll("video")) {
  picture.addEventListener("loadeddata", () => { told.first ??= performance.now() - start; });
}
setInterval(() => tell().catch(() => {}), 250);
media.start().catch((problem) => told.said.push(["failed", String(problem)]));
