// Answers of a reader whose phone has no signal: kept in this browser under a key of their own, and sent when there is
// one again. The same key makes a repeat after a lost answer the same call. Nothing leaves the store before the server
// has said that it has it. Without this file the form works online as ever.

const form = document.querySelector("[data-check]");
const outcome = document.querySelector("[data-outcome]");
const say = form?.dataset ?? {};
const person = Number(say.person);
const cookie = (name) => new RegExp(`(?:^|; )${name}=([^;]*)`).exec(document.cookie)?.[1] ?? "";

const opened = () => new Promise((done, failed) => {
  const asked = indexedDB.open("prasan-understanding", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("answers", { keyPath: "key" });
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});
let base;

// Run one transaction and wait until it is on the disk: what the reader sees as kept is kept.
async function act(mode, work) {
  base ??= opened();
  const link = await base;
  return new Promise((done, failed) => {
    const transaction = link.transaction("answers", mode, mode === "readwrite" ? { durability: "strict" } : {});
    const asked = work(transaction.objectStore("answers"));
    transaction.oncomplete = () => done(asked?.result);
    transaction.onerror = transaction.onabort = () => failed(transaction.error);
  });
}
const keep = (record) => act("readwrite", (store) => store.put(record));
const drop = (key) => act("readwrite", (store) => store.delete(key));
const waiting = async () => (await act("readonly", (store) => store.getAll()))
  .filter((one) => one.person === person).sort((a, b) => a.at - b.at);

function tell(text) {
  outcome.textContent = text;
  outcome.hidden = !text;
}

// Send one; true when the server has it, false to stop and wait.
async function send(record) {
  const answer = await fetch(record.address, {
    method: "POST", redirect: "error", signal: AbortSignal.timeout(20000),
    headers: { "Content-Type": "application/json", "X-CSRFToken": cookie("prasan_csrf"), "Idempotency-Key": record.key },
    body: JSON.stringify({ choices: record.choices, at: new Date(record.at).toISOString() }),
  });
  if (answer.ok) {
    await drop(record.key);
    return true;
  }
  if (answer.status === 401 || answer.status === 403) {
    tell(say.away);
    return false;
  }
  if (answer.status === 429 || answer.status >= 500) return false;
  const told = await answer.json().catch(() => ({}));
  tell(`${say.refused} ${told.error ?? ""}`);
  await drop(record.key);
  return false;
}

// One sender at a time over all tabs, oldest first; true when nothing is left.
async function flush() {
  const go = async () => {
    for (const record of await waiting()) if (!(await send(record))) return false;
    return true;
  };
  try {
    return await (navigator.locks ? navigator.locks.request("prasan-understanding", go) : go());
  } catch {
    return false;
  }
}

function taken() {
  const found = {};
  for (const [name, value] of new FormData(form)) {
    if (name.startsWith("item-")) found[name.slice(5)] = Number(value);
  }
  return found;
}

async function submit(event) {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  tell("");
  const key = form.elements.key.value;
  try {
    await keep({ key, person, address: say.address, choices: taken(), at: Date.now() });
  } catch {
    button.disabled = false;
    form.removeEventListener("submit", submit);
    form.requestSubmit(); // a browser without a store sends as ever
    return;
  }
  if (await flush()) {
    location.assign(say.back);
    return;
  }
  const left = (await waiting()).some((one) => one.key === key);
  if (left && outcome.hidden) tell(say.kept);
  if (!left) form.elements.key.value = crypto.randomUUID();
  button.disabled = left;
  outcome.scrollIntoView();
}

async function again() {
  const before = (await waiting()).length;
  if (before && (await flush())) location.assign(say.back);
}

if (form && "indexedDB" in window) {
  form.addEventListener("submit", submit);
  addEventListener("online", again);
  setInterval(again, 30000);
  again();
}
