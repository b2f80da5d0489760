// The volunteer's form with scripts: each person is checked, sealed in this browser and put into the phone's store; it
// goes to the office by itself when there is a signal. Without this file the form works online as ever.

import { able, seal } from "./seal.js";
import { AWAY, STOPPED, WAIT, sendAll } from "./send.js";
import { keep, sent, waiting } from "./store.js";

const $ = (place) => document.querySelector(`[data-${place}]`);
const box = $("drive");
const form = $("form");
const say = box?.dataset ?? {};
const DAY = 24 * 3600 * 1000;
const FIELDS = ["title", "given_name", "family_name", "id_number", "birth_year", "sex", "phone", "channel", "home_area_id", "informal_group", "occupation", "section", "option"];
const drive = Number(say.drive);
let stop = "";

const typed = () => Object.fromEntries(FIELDS.map((name) => [name, form.elements[name]?.value.trim() ?? ""]));
const begun = () => form && ["given_name", "family_name", "id_number", "phone"].some((name) => form.elements[name].value.trim());
const arabic = (text) => text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));

function put(place, text) {
  const line = $(place);
  line.textContent = text;
  line.hidden = !text;
}

async function status() {
  const left = await waiting(drive);
  $("n-draft").textContent = begun() ? "1" : "0";
  $("n-ready").textContent = String(left.length);
  $("n-sent").textContent = String(await sent(drive));
  $("boxes").hidden = false;
  const why = { [AWAY]: say.away, [WAIT]: say.wait, [STOPPED]: say.stopped }[stop] ?? "";
  const old = left.some((one) => Date.now() - one.at > DAY) ? say.old : "";
  put("net", [navigator.onLine ? (left.length ? why : "") : say.away, old].filter(Boolean).join(" "));
}

// The same rules as the server's (registers/workers/facts.py), so that what is wrong is asked again while the person is
// still there; the server checks all of it again.
function wrong(told) {
  if (!form.elements.agreed.checked) return ["agreed", say.noAgree];
  if (!told.given_name) return ["given_name", say.noName];
  const number = arabic(told.id_number).replace(/[\s\-–]/g, "");
  if (/^\d+$/.test(number) && !goodId(number)) return ["id_number", say.badId];
  const year = arabic(told.birth_year);
  if (year && !goodYear(year)) return ["birth_year", say.badYear];
  const phone = arabic(told.phone).replace(/[^\d+]/g, "");
  if (told.phone && !/^(0\d{8,9}|66\d{8,9}|\+\d{8,15})$/.test(phone)) return ["phone", say.badPhone];
  if (told.channel !== "none" && !told.phone) return ["phone", say.noPhone];
  if (told.channel !== "none" && !form.elements.consented.checked) return ["consented", say.noConsent];
  if (told.option && told.section !== "40") return ["option", say.badOption];
  return null;
}

function goodId(number) {
  if (number.length !== 13) return false;
  const sum = [...number.slice(0, 12)].reduce((all, digit, place) => all + Number(digit) * (13 - place), 0);
  return (11 - (sum % 11)) % 10 === Number(number[12]);
}

function goodYear(text) {
  if (!/^\d{4}$/.test(text)) return false;
  const now = new Date().getFullYear();
  const year = Number(text) >= 2300 ? Number(text) - 543 : Number(text);
  return year >= now - 120 && year <= now;
}

function refuse(name, text) {
  for (const one of form.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
  put("wrong", text);
  if (!name) return;
  form.elements[name].setAttribute("aria-invalid", "true");
  form.elements[name].focus();
}

async function save() {
  const told = typed();
  const problem = wrong(told);
  refuse(...(problem ?? ["", ""]));
  if (problem) return;
  const uuid = crypto.randomUUID();
  try {
    const content = { ...told, consented: form.elements.consented.checked, agreed: true };
    const sealed = await seal(say.key, content, `${drive}:${uuid}`);
    await keep({ uuid, drive, sealed, at: Date.now() });
  } catch {
    refuse("", say.notSaved);
    return;
  }
  form.reset();
  // a form that the server showed again holds typed words as its defaults: those go too
  for (const name of FIELDS) if (form.elements[name].tagName === "INPUT") form.elements[name].value = "";
  for (const name of ["agreed", "consented"]) form.elements[name].checked = false;
  put("outcome", say.saved);
  $("outcome").focus();
  scrollTo(0, 0);
  await flush();
}

async function flush() {
  await status();
  const told = await sendAll(drive, say.send);
  stop = told.stop;
  if (told.number !== null) put("outcome", say.sent.replace("%(n)s", told.number));
  await status();
}

// Put the empty form into the phone's store: fetched as nobody, so that no word of a person can be on it.
async function keepPage() {
  const registered = await navigator.serviceWorker?.register(say.worker, { scope: "/v/" });
  if (!registered) return;
  const answer = await fetch(location.pathname, { credentials: "omit", cache: "no-store" });
  if (answer.ok) await (await caches.open("prasan-drive-pages")).put(location.pathname, answer);
  navigator.storage?.persist?.();
}

async function start() {
  if (!able()) {
    put("net", say.onlineOnly);
    return;
  }
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  form?.addEventListener("input", () => status());
  addEventListener("online", flush);
  addEventListener("offline", status);
  setInterval(flush, 30000);
  await flush();
  await keepPage().catch(() => null); // without a signal it is kept already
  document.documentElement.dataset.kept = "1";
}

// A link that opens nothing: say what still waits here.
async function left() {
  const found = able() ? (await waiting()).length : 0;
  document.querySelector("[data-count]").textContent = String(found);
  $("left").hidden = !found;
}

if (box) start();
else if ($("left")) left();
