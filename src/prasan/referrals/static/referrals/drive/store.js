// What the phone keeps of people who were registered: sealed envelopes, each under the number that makes it the same
// however often it is sent, and how many were sent. No name, no number of anybody.

const opened = () => new Promise((done, failed) => {
  const asked = indexedDB.open("prasan-drive", 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("people", { keyPath: "uuid" });
    asked.result.createObjectStore("sent", { keyPath: "drive" });
  };
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});
let base;

// Run one transaction and wait until it is on the disk: what the volunteer sees as kept is kept.
async function act(stores, mode, work) {
  base ??= opened();
  const link = await base;
  return new Promise((done, failed) => {
    const transaction = link.transaction(stores, mode, mode === "readwrite" ? { durability: "strict" } : {});
    let found;
    const asked = work(transaction);
    if (asked) asked.onsuccess = () => { found = asked.result; };
    transaction.oncomplete = () => done(found);
    transaction.onerror = transaction.onabort = () => failed(transaction.error);
  });
}

// Oldest first; of one drive, or all that this phone holds.
export async function waiting(drive = null) {
  const all = await act("people", "readonly", (t) => t.objectStore("people").getAll());
  return all.filter((one) => drive === null || one.drive === drive).sort((a, b) => a.at - b.at);
}

export const keep = (one) => act("people", "readwrite", (t) => { t.objectStore("people").put(one); });

// Forget one that the server has, and count it: in one transaction, so that neither happens without the other.
export const confirmed = (one) => act(["people", "sent"], "readwrite", (t) => {
  t.objectStore("people").delete(one.uuid);
  const counts = t.objectStore("sent");
  const asked = counts.get(one.drive);
  asked.onsuccess = () => counts.put({ drive: one.drive, n: (asked.result?.n ?? 0) + 1 });
});

export const sent = async (drive) => (await act("sent", "readonly", (t) => t.objectStore("sent").get(drive)))?.n ?? 0;
