// Nothing typed is lost: forms marked data-keep are held in this tab until the server says, by a cookie with the
// form's address, that it has them. A session that ran out, a fault, a server or a line that is away gives the
// fields back, to the same person only.

const NAME = "keep:";
const person = document.documentElement.dataset.person ?? "";
const place = (form) => NAME + location.pathname + "#" + (form.id || [...document.forms].indexOf(form));
const SECRET = new Set(["password", "file", "hidden", "submit", "button"]);
const fields = (form) => [...form.elements].filter((field) => field.name && !SECRET.has(field.type) && !("noKeep" in field.dataset));

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // storage full or closed: the page still works, only the safety net is missing
  }
}

function values(form) {
  return fields(form).map((f) => [f.name, f.type === "checkbox" || f.type === "radio" ? [f.value, f.checked] : f.value]);
}

function restore(form, kept) {
  const left = [...kept];
  let changed = 0;
  for (const field of fields(form)) {
    const tick = field.type === "checkbox" || field.type === "radio";
    const at = left.findIndex(([name, value]) => name === field.name && (!tick || value[0] === field.value));
    if (at < 0) continue;
    const [[, value]] = left.splice(at, 1);
    if (tick ? field.checked !== value[1] : field.value !== value) {
      if (tick) field.checked = value[1];
      else field.value = value;
      changed += 1;
    }
  }
  return changed;
}

function tell(form, key, before) {
  const words = document.querySelector("template[data-kept]");
  if (!words) return;
  const note = words.content.firstElementChild.cloneNode(true);
  note.querySelector("button").addEventListener("click", () => {
    sessionStorage.removeItem(key);
    restore(form, before);
    note.remove();
  });
  form.prepend(note);
  for (let box = form.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
}

const ARRIVED = /(?:^|; )prasan_arrived=([^;]*)/;
const at = (address) => decodeURIComponent(new URL(address, location.href).pathname);
const posted = document.documentElement.dataset.posted ?? "";
const arrived = decodeURIComponent(ARRIVED.exec(document.cookie)?.[1] ?? "");
if (arrived) document.cookie = "prasan_arrived=; path=/; max-age=0";

// What arrived needs no keeping; what somebody else typed is not this reader's. A page that knows nobody, as
// the sign-in, leaves everything where it is.
for (const key of Object.keys(sessionStorage)) {
  if (!key.startsWith(NAME)) continue;
  const kept = read(key);
  if (!kept || (kept.sent && kept.sent === arrived) || (person && kept.person !== person)) sessionStorage.removeItem(key);
}

for (const form of document.querySelectorAll("form[data-keep]")) {
  const key = place(form);
  const kept = read(key);
  const before = values(form);
  // A form that came back with errors already carries what was typed, and one that the server filled and drew anew
  // carries what it made of it: leave both alone. What was filled is kept like what is typed.
  if (kept && kept.person === person && !document.querySelector("[data-focus]")) {
    if (posted && kept.sent === posted) write(key, { person, values: before });
    else if (restore(form, kept.values)) tell(form, key, before);
  }
  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => write(key, { person, values: values(form) }), 250);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    write(key, { person, values: values(form), sent: at(form.action) });
  });
}

document.addEventListener("submit", (event) => {
  if ("signOut" in event.target.dataset) sessionStorage.clear();
});
