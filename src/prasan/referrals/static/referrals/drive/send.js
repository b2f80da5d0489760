// Sending what waits: one sender at a time over all tabs, oldest first, each under its own number, so that a repeat
// after a lost answer is the same entry. Nothing leaves the phone before the server has said that it has it.

import { confirmed, waiting } from "./store.js";

export const AWAY = "away";
export const WAIT = "wait";
export const STOPPED = "stopped";

async function one(record, address) {
  const body = JSON.stringify({ uuid: record.uuid, sealed: record.sealed, at: new Date(record.at).toISOString() });
  const answer = await fetch(address, {
    method: "POST", headers: { "Content-Type": "application/json" }, body, credentials: "omit", redirect: "error",
    signal: AbortSignal.timeout(20000),
  });
  if (answer.status === 429) return { stop: WAIT };
  if (answer.status >= 500) return { stop: AWAY };
  const told = answer.ok ? await answer.json() : {};
  if (told.received !== record.uuid) return { stop: STOPPED };
  await confirmed(record);
  return { number: told.number };
}

async function flush(drive, address) {
  let number = null;
  for (const record of await waiting(drive)) {
    const told = await one(record, address);
    if (told.stop) return { ...told, number };
    ({ number } = told);
  }
  return { stop: "", number };
}

// Send all of a drive; returns why it stopped ("" when all went) and the last number that the office gave.
export async function sendAll(drive, address) {
  const go = () => flush(drive, address);
  try {
    return await (navigator.locks ? navigator.locks.request("prasan-drive", go) : go());
  } catch {
    return { stop: AWAY, number: null };
  }
}
