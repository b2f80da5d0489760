// Keyboard: single letters by their place (event.code, so that the Thai layout works), the command palette and
// the list of keys. Off while typing; a person can turn single letters off (WCAG 2.1.4).

const root = document.documentElement;
const palette = document.querySelector("dialog[data-palette]");
const help = document.querySelector("dialog[data-keys-help]");
const typing = (event) => event.isComposing || event.target.closest?.("input, textarea, select, [contenteditable]");
let leader = 0;

function rows() {
  const list = document.querySelector("main [data-list]");
  return list ? [...list.querySelectorAll("[data-row], tbody tr")].filter((row) => row.querySelector("a, button, input")) : [];
}

function step(by) {
  const all = rows();
  if (!all.length) return false;
  const now = all.findIndex((row) => row.hasAttribute("data-at"));
  const next = all[Math.min(Math.max(now + by, 0), all.length - 1)];
  all[now]?.removeAttribute("data-at");
  next.setAttribute("data-at", "");
  next.querySelector("a, button, input").focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}

function form(event, selector) {
  const found = event.target.closest?.("form") ?? document.querySelector("main form[data-keep]");
  if (!found) return false;
  const button = selector && found.querySelector(selector);
  if (selector && !button) return false;
  if (button) button.click();
  else found.requestSubmit();
  return true;
}

function withControl(event) {
  if (event.code === "KeyK") return openPalette();
  if (event.code === "KeyS") return form(event, "button[name=draft]");
  if (event.code === "Enter") return form(event);
  return false;
}

const SINGLE = {
  Slash: (event) => (event.shiftKey ? show(help) : focusOn("main input[type=search], main [data-search]") || openPalette()),
  KeyG: () => { leader = Date.now(); return true; },
  KeyJ: () => step(1),
  KeyK: () => step(-1),
  KeyX: () => { const box = document.querySelector("[data-at] input[type=checkbox]"); box?.click(); return Boolean(box); },
};

function focusOn(selector) {
  const field = document.querySelector(selector);
  field?.focus();
  return Boolean(field);
}

function single(event) {
  const letter = event.code.match(/^(?:Key|Digit)(.)$/)?.[1].toLowerCase() ?? "";
  if (Date.now() - leader < 1500 && letter) {
    leader = 0;
    const way = document.querySelector(`[data-go="${letter}"]`);
    way?.click();
    return Boolean(way);
  }
  if (SINGLE[event.code]?.(event)) return true;
  const act = letter && document.querySelector(`main [data-key="${letter}"]`);
  act?.click();
  return Boolean(act);
}

document.addEventListener("keydown", (event) => {
  let done = false;
  if ((event.ctrlKey || event.metaKey) && !event.altKey) done = withControl(event);
  else if (event.altKey || typing(event) || document.querySelector("dialog[open]")) return;
  else if ("keys" in root.dataset) done = single(event);
  if (done) event.preventDefault();
});

function show(dialog) {
  if (!dialog || dialog.open) return false;
  dialog.showModal();
  return true;
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-keys-open]")) show(help);
  if (event.target.closest?.("[data-palette-open]") && !event.ctrlKey && openPalette()) event.preventDefault();
  if (event.target.matches?.("dialog[open]")) event.target.close(); // a click on the backdrop
});

help?.querySelector("[data-keys-switch]")?.addEventListener("change", (event) => {
  const switched = event.target;
  root.toggleAttribute("data-keys", switched.checked);
  const body = new FormData(switched.form);
  body.set("keys", switched.checked ? "on" : "off");
  fetch(switched.form.action, { method: "POST", body, redirect: "manual" });
});

// ---- palette ----
const field = palette?.querySelector("input");
const hits = palette?.querySelector("[role=listbox]");
let asking;

function openPalette() {
  if (!show(palette)) return false;
  field.select();
  ask();
  return true;
}

async function ask() {
  asking?.abort();
  asking = new AbortController();
  const address = `${palette.dataset.palette}?q=${encodeURIComponent(field.value)}`;
  try {
    const answer = await fetch(address, { signal: asking.signal, headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    hits.innerHTML = await answer.text();
    [...hits.querySelectorAll("[role=option]")].forEach((option, index) => { option.id = `hit-${index}`; });
    choose(0);
  } catch {
    // aborted by the next letter, or no signal: the old answers stay
  }
}

function choose(to) {
  const all = [...hits.querySelectorAll("[role=option]")];
  const index = Math.min(Math.max(to, 0), all.length - 1);
  all.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
  if (all[index]) field.setAttribute("aria-activedescendant", all[index].id);
  else field.removeAttribute("aria-activedescendant");
  all[index]?.scrollIntoView({ block: "nearest" });
}

let pause;
field?.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(ask, 120);
});
field?.addEventListener("keydown", (event) => {
  const all = [...hits.querySelectorAll("[role=option]")];
  const now = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown") choose(now + 1);
  else if (event.key === "ArrowUp") choose(now - 1);
  else if (event.key === "Enter" && all[now] && !event.isComposing) all[now].click();
  else return;
  event.preventDefault();
});
