// Calls to the server in the reporter's own name, and the forms that the phone takes along.

import { remember, replaceForms } from "./store.js";

const cookie = (name) => new RegExp(`(?:^|; )${name}=([^;]*)`).exec(document.cookie)?.[1] ?? "";
export function call(method, address, body, key = "") {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": cookie("prasan_csrf") };
  if (key) headers["Idempotency-Key"] = key;
  const signal = AbortSignal.timeout(20000);
  return fetch(address, { method, headers, signal, redirect: "error", body: body && JSON.stringify(body) });
}

// Fetch the forms anew and keep them; returns the signed-in person, null for nobody. Throws without a signal.
export async function refresh() {
  const answer = await call("GET", "/reports/offline.json");
  if (answer.status === 401) return null;
  if (!answer.ok) throw new Error(String(answer.status));
  const { person, forms: given } = await answer.json();
  await replaceForms(person, given);
  remember(person);
  return person;
}
