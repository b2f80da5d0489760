// The report form without a signal: draws the forms that the phone took along, keeps every answer at once, sends when
// it can. Everything shown comes from the phone's own store; the words stand in the page.

import { percent, percentDiffers, read, readPercent, result, unusual, write as number } from "../judge.js";
import { refresh } from "./reach.js";
import { AWAY, OTHER, SIGN_IN, same, sendAll } from "./send.js";
import { answers, drop, forms, keep, settle, who } from "./store.js";

const $ = (place, from = document) => from.querySelector(`[data-${place}]`);
const page = $("offline-page");
const say = page.dataset;
const fresh = (name) => document.querySelector(`template[data-t-${name}]`).content.firstElementChild.cloneNode(true);
const put = (place, text, from) => { $(place, from).textContent = text; };
const clock = new Intl.DateTimeFormat(document.documentElement.lang === "en" ? "en-GB" : "th-TH-u-ca-buddhist", {
  day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: document.documentElement.dataset.zone,
});
const BESIDE = ["claim", "stated", "help_text", "help_from"]; // what the office says beside its figure
const FIELDS = ["value", "denominator", "cause", "step", "note", ...BESIDE];
const LONG = 24 * 3600 * 1000;
let person = who();
let form = null;
let records = [];
let stop = "";

const open = () => records.filter((one) => one.state !== "sent");
const mine = (indicator) => open().find((one) => same(one, form) && one.indicator === indicator);
const count = (state) => records.filter((one) => one.state === state && (state !== "sent" || Date.now() - one.sent < LONG)).length;

function status() {
  for (const state of ["draft", "waiting", "needs", "sent"]) {
    put(`n-${state}`, String(count(state)), page);
    $(`n-${state}`, page).parentElement.hidden = !count(state);
  }
  const line = $("net", page);
  const old = open().some((one) => Date.now() - one.at > LONG);
  const text = !navigator.onLine || stop === AWAY ? say.away : stop === SIGN_IN ? say.needSignIn : "";
  line.hidden = !text && !old;
  line.textContent = [text, old ? say.old : ""].filter(Boolean).join(" ");
  $("sign-in", page).hidden = stop !== SIGN_IN || !navigator.onLine;
}

async function send() {
  if (navigator.onLine) stop = await sendAll(person);
  if (stop === OTHER) location.reload(); // somebody else has signed in at this phone
  await load();
}

async function load() {
  records = await answers(person);
  const found = await forms(person);
  form = form && (found.find((one) => same(one, form)) ?? null);
  for (const card of document.querySelectorAll("[data-card]")) paint(card);
  outcome();
  status();
  return found;
}

// One answer on its card: where it stands, and what the server said of it.
function paint(card) {
  const item = form?.items.find((one) => one.indicator === card.dataset.card);
  if (!item) return;
  const record = mine(item.indicator);
  const sent = records.filter((one) => one.state === "sent" && same(one, form) && one.indicator === item.indicator).at(-1);
  const state = record?.state ?? (sent ? "sent" : item.value === null ? "empty" : "stored");
  put("state", say[`state${state[0].toUpperCase()}${state.slice(1)}`].replace("%(at)s", clock.format(record?.at ?? sent?.sent ?? 0)), card);
  card.dataset.state = state;
  const box = $("conflict", card);
  const problem = record?.state === "needs" ? record.problem : null;
  box.hidden = !problem?.theirs;
  if (problem?.theirs) {
    put("theirs", problem.theirs.text || say.nothing, box);
    put("mine", record.typed.value, box);
  }
  if (problem && !problem.theirs) error(card, problem.gone ? say.gone : problem.text);
  // the server stopped the whole report at this question: it says why, the note below it can answer
  const whole = records.find((one) => one.kind === "submit" && one.state === "needs" && same(one, form));
  if (whole?.problem.field === card.dataset.number && !record) {
    error(card, whole.problem.text);
    $("note", card).open = true;
  }
}

function error(card, text) {
  const line = $("error", card);
  line.textContent = text;
  line.hidden = !text;
  card.classList.toggle("wrong", Boolean(text));
}

// Names of the fields of groups: of a ratio each part has a whole too.
const parts = (item) => item.groups.flatMap((group) => group.parts.flatMap(({ key }) => (item.ratio ? [`m-${key}`, `d-${key}`] : [`m-${key}`])));
const fields = (item) => [...FIELDS, ...parts(item)];
const typed = (card, item) => Object.fromEntries(fields(item).map((name) => [name, card.elements[name]?.value ?? ""]));
const part = (item, told, name) => read(told[name] ?? "", name[0] === "d" ? 0 : Number(item.know.entryDecimals));

// Figures of groups as the server takes them; an empty one is not reported.
function members(item, told) {
  if (!item.groups.length) return null;
  const keys = item.groups.flatMap((group) => group.parts.map(({ key }) => key));
  return Object.fromEntries(keys.map((key) => {
    const value = part(item, told, `m-${key}`);
    return [key, value === null ? null : { value, denominator: item.ratio ? part(item, told, `d-${key}`) : null }];
  }));
}

// What is wrong with the parts: one that cannot be read, or all of a group that do not make the total.
function wrongParts(item, told, value) {
  if (parts(item).some((name) => told[name].trim() && part(item, told, name) === null)) return say.notANumber;
  for (const group of item.groups) {
    const known = group.parts.map(({ key }) => part(item, told, `m-${key}`));
    const sum = known.reduce((total, one) => total + one, 0);
    if (item.know.kind === "average" || known.includes(null) || Math.abs(sum - value) <= (Number(item.know.entryDecimals) ? 2 : 0)) continue;
    return say.partsDiffer.replace("%(group)s", group.name).replace("%(sum)s", number(sum, Number(item.know.entryDecimals)));
  }
  return "";
}

// What the office says beside its figure as the server takes it; nothing where it says what it said before.
function said(item, told) {
  if (BESIDE.every((name) => told[name] === (item.typed[name] ?? ""))) return null;
  const help = told.help_text.trim();
  return { claim: told.claim, stated_percent: item.ratio ? readPercent(told.stated) : null, help_text: help, help_from: help ? told.help_from : "" };
}

// What is wrong with what was typed, before it goes; the server checks the same again.
function wrong(item, told, found) {
  if (told.stated.trim() && readPercent(told.stated) === null) return say.noPercent;
  if (told.help_text.trim() && !told.help_from) return say.noHelpFrom;
  if (!told.value.trim()) return "";
  if (found.value === null) return say.notANumber;
  if (item.ratio && !(found.part > 0)) return say.noWhole;
  return wrongParts(item, told, found.value);
}

// What asks for a word before it is sent: a figure outside the range of the year, another per cent than the paper's.
function oddity(item, told, found) {
  if (unusual(item, found.value, found.part)) return say.odd;
  const stated = item.ratio ? readPercent(told.stated) : null;
  if (!percentDiffers(stated, found.value, found.part)) return "";
  return say.percentDiffers.replace("%(stated)s", `${stated / 100}%`).replace("%(percent)s", percent(item.know, found.value, found.part));
}

function judged(card, item) {
  const told = typed(card, item);
  const found = result(item.know, told.value, item.ratio ? told.denominator : null);
  put("sum", found.sum, card);
  put("verdict", found.verdict, card);
  $("why", card).hidden = !found.late && !told.cause && !told.step;
  const odd = oddity(item, told, found);
  $("odd", card).hidden = !odd;
  put("odd", odd, card);
  if (odd) $("note", card).open = true;
  const computed = item.ratio && percent(item.know, found.value, found.part);
  if (computed) $("stated", card).querySelector(".hint").textContent = say.computed.replace("%(computed)s", computed);
  return { told, found, odd };
}

// One after the other: leaving a field and pressing its button come together and are one answer.
let last = Promise.resolve();
function store(card, item, state) {
  last = last.then(() => write(card, item, state));
  return last;
}

async function write(card, item, state) {
  const { told, found } = judged(card, item);
  const bad = wrong(item, told, found);
  const before = mine(item.indicator);
  const same_ = fields(item).every((name) => ((before?.typed ?? item.typed)[name] ?? "") === told[name]);
  if (same_ && (!before || before.state === state || before.state === "needs")) return;
  const record = {
    key: crypto.randomUUID(), kind: "figure", person, office: form.office, period: form.period, indicator: item.indicator,
    value: told.value.trim() ? found.value : null, denominator: item.ratio ? found.part : null, cause: told.cause,
    step: told.step.trim(), note: told.note.trim(), members: members(item, told), said: said(item, told), typed: told, at: Date.now(),
    // what was on the screen when it was typed: by these the server sees that somebody else was quicker
    base: before?.base ?? item.value, version: before?.version ?? item.version,
    state: bad ? "draft" : state,
  };
  await keep(record);
  if (before) await drop(before.key);
  error(card, state === "waiting" ? bad : "");
  await load();
}

// Choose between the two values of one answer: theirs drops ours, mine goes again upon theirs.
async function choose(card, item, which) {
  const record = mine(item.indicator);
  if (which === "theirs") {
    await drop(record.key);
    card.elements.value.value = item.typed.value;
  } else {
    await keep({ ...record, key: crypto.randomUUID(), ...record.problem.theirs.seen, state: "waiting", problem: null });
    await drop(record.key);
  }
  judged(card, item);
  await send();
}

// A group folded away until one of its parts is known.
function split(item, group, told) {
  const box = fresh("group");
  put("group", group.name, box);
  for (const { key, name } of group.parts) {
    for (const kind of item.ratio ? ["m", "d"] : ["m"]) {
      const line = fresh("part");
      const field = line.querySelector("input");
      field.id = field.name = line.querySelector("label").htmlFor = `${kind}-${key}`;
      put("part", kind === "d" ? `${name} · ${say.whole}` : name, line);
      box.open ||= Boolean(told[field.name]);
      box.append(line);
    }
  }
  return box;
}

function draw(asked, number) {
  const item = { ...asked, version: form.version };
  const card = fresh("card");
  const record = mine(item.indicator);
  const told = record?.typed ?? item.typed;
  card.dataset.card = item.indicator;
  card.dataset.number = String(number);
  put("number", `${number}/${form.items.length}`, card);
  put("question", item.policy || item.name, card);
  put("label", item.policy ? `${item.name} ${item.about}` : item.about, card);
  put("unit", item.unit, card);
  $("unit", card).hidden = item.ratio;
  put("help", item.help, card);
  for (const [label, value] of item.strip) {
    const cell = fresh("known");
    put("known-label", label, cell);
    put("known-value", value, cell);
    $("strip", card).append(cell);
  }
  $("whole", card).hidden = !item.ratio;
  $("stated", card).hidden = !item.ratio;
  if (!item.ratio) card.elements.denominator.disabled = card.elements.stated.disabled = true;
  for (const group of item.groups) $("groups", card).append(split(item, group, told));
  for (const field of card.querySelectorAll("[id]")) field.id += `-${number}`;
  for (const label of card.querySelectorAll("label[for]")) label.htmlFor += `-${number}`;
  for (const field of card.querySelectorAll("[aria-describedby]")) field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby").trim()}-${number}`);
  for (const name of fields(item)) card.elements[name].value = told[name] ?? "";
  $("note", card).open = Boolean(told.note);
  $("beside", card).open = BESIDE.some((name) => told[name]);
  let waiting;
  card.addEventListener("input", () => {
    judged(card, item);
    clearTimeout(waiting);
    waiting = setTimeout(() => store(card, item, "draft"), 250);
  });
  card.addEventListener("change", () => {
    clearTimeout(waiting);
    store(card, item, "waiting").then(send);
  });
  card.addEventListener("submit", (event) => {
    event.preventDefault();
    store(card, item, "waiting").then(send);
    (card.nextElementSibling?.elements?.value ?? $("finish", page)).focus();
  });
  card.addEventListener("click", (event) => {
    const which = event.target.closest?.("[data-choose]")?.dataset.choose;
    if (which) choose(card, item, which);
  });
  judged(card, item);
  return card;
}

function show(chosen) {
  form = chosen;
  put("title", `${form.month} · ${form.area}`, page);
  const note = $("returned", page);
  note.hidden = !form.returned;
  note.lastElementChild.textContent = form.returned;
  $("cards", page).replaceChildren(...form.items.map((item, index) => draw(item, index + 1)));
  $("end", page).hidden = false;
  load();
}

// The report as a whole: on its way, refused, or sent.
function outcome() {
  const line = $("outcome", page);
  const all = records.filter((one) => one.kind === "submit" && (!form || same(one, form)));
  const last = all.at(-1);
  const text = !last ? "" : last.state === "sent" ? say.reportSent.replace("%(at)s", clock.format(last.sent))
    : last.state === "needs" ? last.problem.text || say.gone : say.reportWaiting;
  line.textContent = text;
  line.hidden = !text;
}

// Send the whole report: everything typed becomes ready; what is missing is named before.
async function finish() {
  let bad = null;
  let empty = 0;
  for (const card of document.querySelectorAll("[data-card]")) {
    const item = form.items.find((one) => one.indicator === card.dataset.card);
    const { told, found, odd } = judged(card, item);
    const silent = found.late && !(told.cause && told.step.trim()) ? say.noCause : odd && !told.note.trim() ? odd : "";
    const text = wrong(item, told, found) || silent;
    error(card, text);
    if (text) bad ??= card;
    if (!told.value.trim()) empty += 1;
    else await store(card, item, "waiting");
  }
  if (bad) return bad.elements.value.focus();
  if (empty === form.items.length) return put("ask-text", say.allEmpty, page), ask(false);
  if (empty) return put("ask-text", say.someEmpty.replace("%(n)s", empty), page), ask(true);
  return confirm();
}

function ask(may) {
  const box = $("ask", page);
  box.hidden = false;
  $("go", box).hidden = !may;
  box.scrollIntoView({ block: "nearest" });
  box.focus();
}

async function confirm() {
  $("ask", page).hidden = true;
  for (const one of records.filter((other) => other.kind === "submit" && same(other, form) && other.state !== "sent")) {
    await drop(one.key);
  }
  await keep({
    key: crypto.randomUUID(), kind: "submit", person, office: form.office, period: form.period, at: Date.now(), state: "waiting",
  });
  await send();
}

// Whoever is signed in sees their own; without a signal, whoever was last.
async function start() {
  // said before the first card is drawn: nobody types into a form and learns later that there is no signal
  if (navigator.onLine) person = await refresh().catch(() => { stop = AWAY; return null; }) ?? person;
  const found = person ? await load() : [];
  $("nobody", page).hidden = Boolean(found.length);
  const choice = $("months", page);
  choice.hidden = found.length < 2;
  for (const one of found) {
    const button = fresh("month");
    button.textContent = one.month;
    button.addEventListener("click", () => show(one));
    choice.append(button);
  }
  if (found.length) show(found[0]);
  if (person) send();
}

$("finish", page).addEventListener("click", finish);
$("go", page).addEventListener("click", confirm);
addEventListener("online", () => person && send());
addEventListener("offline", status);
setInterval(() => person && navigator.onLine && open().some((one) => one.state === "waiting") && send(), 30000);
start();
