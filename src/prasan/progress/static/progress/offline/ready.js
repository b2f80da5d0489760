// On the pages of somebody who reports: take the forms along, keep the page for the time without a signal, send what
// waits, and say so. Without this file reports work as ever.

import { refresh } from "./reach.js";
import { answers, forget, unknown, who } from "./store.js";

const language = document.documentElement.lang === "en" ? "en" : "th";
const strip = document.querySelector("[data-outbox]");

async function tell() {
  const person = who();
  const open = person ? (await answers(person)).filter((one) => one.state !== "sent") : [];
  strip.hidden = !open.length;
  strip.querySelector("[data-count]").textContent = String(open.length);
  return open.length;
}

async function start() {
  await tell();
  const person = await refresh();
  if (person === null) return;
  await navigator.serviceWorker?.register(`/reports/offline-worker.js?lang=${language}`, { scope: "/" });
  navigator.storage?.persist?.();
  if (!await tell()) return;
  const { sendAll } = await import("./send.js"); // only where something waits: most pages never need it
  await sendAll(person);
  await tell();
}

// Who signs out leaves no form behind; answers that were not sent stay, and are shown to nobody else.
document.addEventListener("submit", (event) => {
  if (!("signOut" in event.target.dataset)) return;
  const person = who();
  unknown();
  if (person) forget(person);
});

const go = () => start().catch(() => null); // without a signal there is nothing to do yet
addEventListener("online", go);
go();
