// Sending what waits: one sender at a time over all tabs, oldest first, each under its own key, so that a repeat after
// a lost answer is the same call. Nothing leaves the phone's store before the server has said that it has it.

import { call, refresh } from "./reach.js";
import { answers, drop, forms, keep, keepForm, settle } from "./store.js";

export const AWAY = "away";
export const SIGN_IN = "sign-in";
export const OTHER = "other";

export const same = (one, other) => one.office === other.office && one.period === other.period;

async function report(form) {
  if (form.report) return form.report;
  const answer = await call("POST", "/api/v1/reports", { office: form.office, period: form.period });
  if (!answer.ok) return answer;
  const { id, version } = await answer.json();
  Object.assign(form, { report: id, version });
  await keepForm(form);
  return id;
}

function request(one, id) {
  if (one.kind === "submit") return call("POST", `/api/v1/reports/${id}/submit`, null, one.key);
  const { indicator, value, denominator, cause, step, note, base, version } = one;
  const figure = { indicator, value, denominator, cause, step, note: note ?? "", base, members: one.members ?? null, said: one.said ?? null };
  return call("PUT", `/api/v1/reports/${id}/figures`, { version, figures: [figure] }, one.key);
}

// The value the server has now, when it refused ours: shown beside it.
async function theirs(one) {
  const person = await refresh();
  const form = (await forms(person)).find((other) => same(other, one));
  const item = form?.items.find((other) => other.indicator === one.indicator);
  const seen = { base: item?.value ?? null, version: form?.version ?? 0 };
  return { gone: !form, text: item?.typed.value ?? "", seen };
}

async function refused(one, answer) {
  const told = await answer.json().catch(() => ({}));
  const problem = { text: told.error ?? "", field: told.field ?? "", status: answer.status };
  if (one.kind === "figure" && answer.status === 409) {
    const there = await theirs(one);
    if (!there.gone && there.seen.base !== one.base && there.seen.base !== one.value) problem.theirs = there;
  }
  await settle(one.key, { state: "needs", problem });
}

async function accepted(one, form, answer) {
  const told = await answer.json();
  form.version = told.version;
  const item = form.items.find((other) => other.indicator === one.indicator);
  if (item) Object.assign(item, { value: one.value, typed: one.typed });
  await keepForm(form);
  // what was typed over it meanwhile now stands upon the value that has just been stored
  for (const later of await answers(one.person)) {
    if (later.key !== one.key && same(later, one) && later.indicator === one.indicator && later.state !== "sent") {
      await keep({ ...later, base: one.value });
    }
  }
  await settle(one.key, { state: "sent", sent: Date.now() });
}

// Send one answer; returns why to stop, or nothing to go on.
async function one(record) {
  const form = (await forms(record.person)).find((other) => same(other, record));
  if (!form) return settle(record.key, { state: "needs", problem: { text: "", field: "", gone: true } });
  const id = await report(form);
  const answer = typeof id === "number" ? await request(record, id) : id;
  if (answer.ok) return accepted(record, form, answer);
  if (answer.status === 401) return SIGN_IN;
  if (answer.status === 429 || answer.status >= 500) return AWAY;
  return refused(record, answer);
}

const DAY = 24 * 3600 * 1000;

async function flush(person) {
  const waiting = (await answers(person)).filter((record) => record.state === "waiting");
  const there = await refresh();
  if (there !== person) return there === null ? SIGN_IN : OTHER;
  for (const record of waiting) {
    const open = (await answers(person)).filter((other) => same(other, record) && other.state !== "sent");
    // a report goes only when nothing of it waits or needs its writer
    if (record.kind === "submit" && open.some((other) => other.key !== record.key)) continue;
    const stop = await one(record);
    if (stop) return stop;
  }
  for (const record of await answers(person)) {
    if (record.state === "sent" && record.sent < Date.now() - 7 * DAY) await drop(record.key);
  }
  if (waiting.length) await refresh();
  return "";
}

// Send everything of a person; returns "" when all went, else why not. Where another tab sends, wait for its end.
export async function sendAll(person) {
  try {
    return await navigator.locks.request("prasan-reports", () => flush(person));
  } catch {
    return AWAY;
  }
}
