// The meeting room: what the server says of the meeting goes onto the page; what is pressed goes to the server without
// leaving the page. Every act works without this file as a plain form.

import { follow } from "../prasan/socket.js";
import { draw } from "./card.js";
import { Media } from "./media.js";

const room = document.querySelector("[data-room]");
const meeting = room.dataset.meeting;
const mine = Number(room.dataset.line) || null;
const HERE = 1, STALLED = 2, MUTED = 4, REMOVED = 8, CAME = 16;
const english = document.documentElement.lang.startsWith("en");
const words = english
  ? { here: "in the room", away: "left", stalled: "signal lost", hand: "hand up", muted: "muted", speaks: "speaking", weak: { 4: "weak link: 4 pictures", 1: "weak link: speaker only", 0: "weak link: sound only" }, mine: { 4: "Your link is slow: reduced to 4 pictures", 1: "Your link is slow: the speaker's picture only", 0: "Your link is slow: sound only" }, removed: "asked to leave", sound: "Press anywhere to hear the meeting", camera: "No camera or microphone could be opened. You see and hear the meeting.", lost: "Picture and sound are away; connecting again.", cast: (n, all) => `${n} of ${all} have voted`, quorum: (here, all, need) => `Present ${here} of ${all}${need ? ` · quorum ${need}` : ""}`, problem: "It did not work. Please try again." }
  : { here: "อยู่ในห้อง", away: "ออกแล้ว", stalled: "สัญญาณขาด", hand: "ยกมือ", muted: "ปิดเสียง", speaks: "กำลังพูด", weak: { 4: "เน็ตช้า 4 ภาพ", 1: "เน็ตช้า ภาพผู้พูดเท่านั้น", 0: "เน็ตช้า เสียงอย่างเดียว" }, mine: { 4: "เน็ตช้า: ลดเหลือ 4 ภาพ", 1: "เน็ตช้า: เหลือภาพผู้พูดเท่านั้น", 0: "เน็ตช้า: เหลือเสียงอย่างเดียว" }, removed: "เชิญออก", sound: "แตะที่ใดก็ได้เพื่อฟังเสียงการประชุม", camera: "เปิดกล้องหรือไมโครโฟนไม่ได้ ท่านยังเห็นและได้ยินการประชุม", lost: "ภาพและเสียงขาดหาย กำลังเชื่อมต่อใหม่", cast: (n, all) => `ลงคะแนนแล้ว ${n} จาก ${all}`, quorum: (here, all, need) => `องค์ประชุม ${here} จาก ${all}${need ? ` · ต้องมี ${need}` : ""}`, problem: "ทำรายการไม่สำเร็จ โปรดลองอีกครั้ง" };

const show = (name) => room.querySelector(`[data-show="${name}"]`);
const csrf = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
const errors = document.querySelector("[data-room-error]");
let state = JSON.parse(room.dataset.state);
let media = null;
let cast = null;
let voices = [];

function complain(text) {
  errors.hidden = !text;
  errors.textContent = text ?? "";
}

const nameOf = (line) => room.querySelector(`[data-person="${line}"]`)?.dataset.name ?? "";

/** Put the state of the meeting onto the page. */
export function apply(next) {
  state = next;
  show("recording").hidden = !state.recording;
  show("secret").hidden = !state.secret;
  show("locked").hidden = !state.locked;
  show("quorum").textContent = words.quorum(...state.quorum);
  show("item").textContent = state.item?.title ?? "";
  for (const [line, flags] of Object.entries(state.lines)) person(Number(line), flags);
  for (const item of room.querySelectorAll("[data-item]")) item.classList.toggle("current", Number(item.dataset.item) === state.item?.id);
  const count = state.vote && room.querySelector(`[data-vote="${state.vote.id}"] [data-show="cast"]`);
  if (count) count.textContent = words.cast(state.vote.cast, state.vote.may);
  hand();
  weak();
  tiles();
  media?.setLarge(mine !== null && (state.stage === mine || state.chair === mine));
  cast?.shut(state.secret);
  if (mine !== null && state.lines[mine] & REMOVED) leave();
  if (["closed", "cancelled"].includes(state.state)) leave();
}

function person(line, flags) {
  const row = room.querySelector(`[data-person="${line}"]`);
  if (!row) return;
  const signs = [];
  if (flags & HERE) signs.push(flags & STALLED ? words.stalled : words.here);
  else if (flags & CAME) signs.push(words.away);
  if (state.hands.includes(line)) signs.push(`${words.hand} ${state.hands.indexOf(line) + 1}`);
  if (flags & MUTED) signs.push(words.muted);
  if (room.hasAttribute("data-leads") && line in state.fits) signs.push(words.weak[state.fits[line]]);
  if (flags & REMOVED) signs.push(words.removed);
  row.querySelector(".glyph").className = `glyph ${flags & HERE ? (flags & STALLED ? "diamond" : "dot") : "ring"}`;
  row.classList.toggle("on-stage", state.stage === line);
  if (signs.length || row.dataset.here) row.querySelector("[data-signs]").textContent = signs.join(" · ");
  row.dataset.here = flags & HERE ? "1" : "";
}

/** Say that one's own link carries less than one wants; pictures come back by themselves. */
function weak() {
  const place = room.querySelector("[data-weak]");
  const fits = state.fits[mine];
  if (!place) return;
  place.hidden = fits === undefined;
  const text = words.mine[fits] ?? "";
  if (place.textContent !== text) place.textContent = text;
}

/** Mark the tiles of those who speak: a border, and a word for who does not see it. */
function speaking() {
  for (const tile of room.querySelectorAll("figure.tile")) {
    const line = tile.hasAttribute("data-self") ? mine : Number(tile.dataset.shows) || null;
    const on = line !== null && voices.includes(line);
    tile.classList.toggle("speaks", on);
    tile.querySelector("[data-speaks]").textContent = on ? words.speaks : "";
  }
}

function hand() {
  const button = room.querySelector("[data-hand]");
  if (!button) return;
  const up = state.hands.includes(mine);
  button.textContent = up ? button.dataset.on : button.dataset.off;
  button.form.elements.up.value = up ? "" : "1";
}

/** Who is in which picture: the same order as the server's, without oneself, as many as are received. */
export function shown() {
  const most = Math.min(Number(room.dataset.pictures), state.fits[mine] ?? 9);
  const lines = state.order.filter((line) => line !== mine).map((line) => ({ line }));
  if (state.sharing !== null && state.sharing !== mine) lines.unshift({ line: state.sharing, screen: true });
  return lines.slice(0, most);
}

function tiles() {
  const now = shown();
  for (let place = 0; place < 9; place += 1) {
    const tile = room.querySelector(`figure[data-slot="v${place}"]`);
    if (!tile) return;
    const one = now[place];
    tile.hidden = !one && place > 0;
    tile.classList.toggle("empty", !one);
    tile.dataset.shows = one ? one.line : "";
    tile.querySelector("[data-name]").textContent = one ? nameOf(one.line) : "";
  }
  speaking();
  const none = room.querySelector("[data-stage-none]");
  if (none) none.hidden = now.length > 0;
}

// The timer of the item that is taken up: minutes:seconds of those planned.
setInterval(() => {
  const face = room.querySelector("[data-timer]");
  const item = state.item;
  if (!item) { face.textContent = ""; return; }
  const seconds = item.spent + Math.max(0, Math.floor((Date.now() - new Date(item.since)) / 1000));
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  face.textContent = item.minutes ? `${text} / ${item.minutes}:00` : text;
  face.classList.toggle("t-critical", item.minutes > 0 && seconds > item.minutes * 60);
}, 500);

async function send(address, body) {
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": csrf() } });
  const told = await answer.json().catch(() => ({ error: words.problem }));
  if (!answer.ok) throw Object.assign(new Error(told.error ?? words.problem), { code: told.code, status: answer.status });
  return told;
}

const act = (values) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) body.set(name, value);
  return send(`/meetings/${meeting}/room/act`, body);
};

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-act]");
  if (!form) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  if (form.hasAttribute("data-statistics")) body.set("statistics", JSON.stringify((await media?.statistics()) ?? {}));
  try {
    await send(form.action, body);
    complain("");
    if (form.matches("[data-clear], [data-statistics]")) form.reset();
    form.closest("details.menu, details.more")?.removeAttribute("open");
    await refresh();
  } catch (problem) {
    complain(problem.message);
  } finally {
    event.submitter?.removeAttribute("aria-busy");
  }
}, true);

const card = room.querySelector("[data-card]");

async function fetchCard() {
  const answer = await fetch(`/meetings/${meeting}/room/card`, { headers: { Accept: "application/json" } });
  if (answer.ok && !answer.redirected) draw(card, await answer.json());
}

async function refresh() {
  const answer = await fetch(`/meetings/${meeting}/room/state`, { headers: { Accept: "application/json" } });
  if (answer.ok && !answer.redirected) apply(await answer.json());
}

function leave() {
  media?.close();
  media = null;
  cast?.stop();
}

const said = {
  camera: () => complain(words.camera),
  away: () => room.setAttribute("data-away", ""),
  back: () => room.removeAttribute("data-away"),
  ended: () => room.removeAttribute("data-away"),
  sound: () => {
    complain(words.sound);
    addEventListener("pointerdown", () => {
      for (const sound of room.querySelectorAll("audio")) sound.play();
      complain("");
    }, { once: true });
  },
};

function keys(bar) {
  bar.hidden = false;
  bar.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-key]");
    if (!button) return;
    const on = button.getAttribute("aria-pressed") !== "true";
    const set = (value) => {
      button.setAttribute("aria-pressed", String(value));
      button.textContent = value ? button.dataset.on : button.dataset.off;
    };
    if (button.dataset.key === "mic") { media.setSound(on); set(on); }
    if (button.dataset.key === "camera") { media.setPicture(on); set(on); }
    if (button.dataset.key === "leave") { line.leave(); leave(); location.assign(`/meetings/${meeting}`); }
    if (button.dataset.key === "screen") {
      try {
        if (on) {
          await act({ do: "share", on: "1" });
          await media.share(() => stop()).catch(async (problem) => { await act({ do: "share", on: "" }); throw problem; });
        } else await stop();
        set(on);
        complain("");
      } catch (problem) {
        if (problem.name !== "NotAllowedError") complain(problem.message);
      }
    }
    async function stop() {
      media.stopShare();
      set(false);
      await act({ do: "share", on: "" });
    }
  });
  bar.querySelector("select[data-key=pictures]")?.addEventListener("change", async (event) => {
    room.dataset.pictures = event.target.value;
    await act({ do: "pictures", pictures: event.target.value }).catch((problem) => complain(problem.message));
    tiles();
  });
}

async function begin() {
  apply(state);
  if (state.stage !== null) fetchCard();
  if (!room.hasAttribute("data-inside") || !room.hasAttribute("data-media") || ["closed", "cancelled"].includes(state.state)) return;
  const bar = room.querySelector("[data-keys-bar]");
  if (bar) keys(bar);
  const place = room.querySelector("[data-cast]");
  if (place) stream(place);
  await open();
}

const ask = (what, body) => send(`/meetings/${meeting}/media/${what}`, JSON.stringify(body));

/** The stage a few seconds behind, in the place of the pictures and sounds of everybody. */
function stream(place) {
  const button = place.querySelector("button");
  place.hidden = false;
  button.addEventListener("click", async () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    button.textContent = on ? button.dataset.on : button.dataset.off;
    room.toggleAttribute("data-casting", on);
    if (on) {
      leave();
      const { Cast } = await import("./cast.js");
      cast = new Cast(place, ask);
      cast.start(state.secret);
    } else {
      cast?.stop();
      cast = null;
      await open();
    }
  });
}

async function open() {
  media = new Media(room, ask, (code) => said[code]?.());
  media.large = mine !== null && (state.stage === mine || state.chair === mine);
  window.prasanMedia = media; // for a helper at the telephone, and for tests
  await media.start();
}

// One key for the scribe: d goes to the words of a directive (off while typing, and where single keys are switched off).
document.addEventListener("keydown", (event) => {
  if (event.code !== "KeyD" || event.ctrlKey || event.altKey || event.metaKey || !document.documentElement.hasAttribute("data-keys")) return;
  if (event.target.matches("input, textarea, select, [contenteditable]")) return;
  const place = room.querySelector("[data-scribe] textarea");
  if (place) { event.preventDefault(); place.focus(); }
});

addEventListener("pagehide", () => leave());
// The state comes over a socket; that it stands open proves that somebody is there.
const inside = room.hasAttribute("data-inside");
const topic = `meeting:${meeting}:room`;
const cards = `meeting:${meeting}:card`;
const line = follow({ topics: [topic, cards, `meeting:${meeting}:engine`, `meeting:${meeting}:voices`], presence: inside ? topic : "" });
// That somebody came is told at once and without a body, the state a moment later by the keeper: wait for it, or all ask.
let asking = null;
line.on(topic, (body) => {
  if (body) { clearTimeout(asking); asking = null; apply(body); }
  else asking ??= setTimeout(() => { asking = null; refresh(); }, 1500 + 1500 * Math.random());
});
line.on(cards, (body) => (body ? draw(card, body) : fetchCard()));
line.on(`meeting:${meeting}:voices`, (body) => { voices = body?.lines ?? []; speaking(); });
line.on(`meeting:${meeting}:engine`, () => media?.connect(true));
begin();
