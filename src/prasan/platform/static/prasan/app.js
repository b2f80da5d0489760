// What every page does beyond plain HTML: theme, menus, one submit per click, focus on errors, small pictures,
// sign-in that ran out. Every page works without this file.

const root = document.documentElement;

/** Listen on the whole page, also for what arrives later: act(element, event) for targets inside `selector`. */
export function on(type, selector, act, options) {
  document.addEventListener(type, (event) => {
    const found = event.target.closest?.(selector);
    if (found) act(found, event);
  }, options);
}

// Theme: applied at once, kept by the server in a cookie.
on("submit", "form[data-theme]", (form, event) => {
  const button = event.submitter;
  if (!button) return;
  event.preventDefault();
  root.classList.remove("light", "dark");
  if (button.value !== "auto") root.classList.add(button.value);
  for (const other of form.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === button));
  const body = new FormData(form);
  body.set("theme", button.value);
  fetch(form.action, { method: "POST", body, redirect: "manual" });
});

// The main menu scrolls sideways on a phone: the place where one is stands in sight.
const here = document.querySelector(".top .main [aria-current]");
if (here) here.parentElement.scrollLeft = here.offsetLeft - (here.parentElement.clientWidth - here.offsetWidth) / 2;

// Menus close on Escape and on a click elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// One click, one report: a form that is on its way is not sent again. The server refuses repeats as well.
const sent = new WeakMap();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || "many" in form.dataset) return;
  if (Date.now() - (sent.get(form) ?? 0) < 8000) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  sent.set(form, Date.now());
  event.submitter?.setAttribute("aria-busy", "true");
}, true);
function ready() {
  for (const busy of document.querySelectorAll("[aria-busy='true']")) {
    busy.removeAttribute("aria-busy");
    if (busy.form) sent.delete(busy.form);
  }
}
addEventListener("pageshow", (event) => event.persisted && ready());
document.addEventListener("htmx:finally:request", ready);

// Errors take the focus, so that a screen reader starts there.
const focus = () => document.querySelector("[data-focus]")?.focus();
document.addEventListener("htmx:after:swap", focus);
focus();

on("click", "[data-print]", () => print());

// A fragment answered with the sign-in page: go there as a whole page and come back afterwards.
document.addEventListener("htmx:before:response", (event) => {
  const raw = event.detail?.ctx?.response?.raw;
  if (!raw?.redirected || !new URL(raw.url).pathname.includes("/login")) return;
  event.preventDefault();
  const address = new URL(raw.url);
  address.searchParams.set("next", location.pathname + location.search);
  location.assign(address);
});

// Signal lost and found.
const strip = document.querySelector("[data-offline]");
const signal = () => { if (strip) strip.hidden = navigator.onLine; };
addEventListener("online", signal);
addEventListener("offline", signal);
signal();

// Toasts tell of success only and go by themselves.
const toasts = document.querySelector("[data-toasts]");
if (toasts) {
  new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) setTimeout(() => node.remove?.(), 8000);
  }).observe(toasts, { childList: true });
}

// Photographs are made smaller before they travel; this also leaves the place they were taken behind.
const LONGEST = 1600;
async function smaller(file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type)) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.82));
    return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, ".jpg"), { type: blob.type }) : file;
  } catch {
    return file; // a picture this browser cannot open goes as it is; the server judges it
  }
}
on("change", "input[type=file][data-downscale]", async (input) => {
  const files = await Promise.all([...input.files].map(smaller));
  const box = new DataTransfer();
  for (const file of files) box.items.add(file);
  input.files = box.files;
});
