// What the phone keeps: forms taken along and answers that wait. Each record carries whose it is; at a shared phone
// nobody sees or sends another's. No name of a person is kept.

const opened = new Promise((done, failed) => {
  const asked = indexedDB.open("prasan-reports", 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("forms", { keyPath: ["person", "office", "period"] });
    asked.result.createObjectStore("answers", { keyPath: "key" }).createIndex("person", "person");
  };
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});

// Run one transaction and wait until it is on the disk: what the person sees as kept is kept.
async function act(store, mode, work) {
  const base = await opened;
  return new Promise((done, failed) => {
    const transaction = base.transaction(store, mode, mode === "readwrite" ? { durability: "strict" } : {});
    let found;
    const asked = work(transaction.objectStore(store));
    if (asked) asked.onsuccess = () => { found = asked.result; };
    transaction.oncomplete = () => done(found);
    transaction.onerror = transaction.onabort = () => failed(transaction.error);
  });
}

const of = (person) => IDBKeyRange.bound([person], [person, []]);

export const forms = (person) => act("forms", "readonly", (s) => s.getAll(of(person)));
export const answers = (person) => act("answers", "readonly", (s) => s.index("person").getAll(person))
  .then((found) => found.sort((a, b) => a.at - b.at));
export const keep = (answer) => act("answers", "readwrite", (s) => { s.put(answer); });
export const drop = (key) => act("answers", "readwrite", (s) => { s.delete(key); });
export const keepForm = (form) => act("forms", "readwrite", (s) => { s.put(form); });

// Put the forms that the server gave in the place of the old ones.
export const replaceForms = (person, given) => act("forms", "readwrite", (s) => {
  s.delete(of(person));
  for (const form of given) s.put({ ...form, person });
});
export const forget = (person) => act("forms", "readwrite", (s) => { s.delete(of(person)); });

// Change an answer only if it is still the one that was looked at; tells whether it was. A word typed while the
// answer was on its way makes a new record, which this must not overwrite.
export const settle = (key, change) => act("answers", "readwrite", (s) => {
  const asked = s.get(key);
  asked.onsuccess = () => {
    if (asked.result) s.put({ ...asked.result, ...change });
  };
});

// Who is at this phone, for the time without a signal.
const WHO = "prasan-reports-person";
export const who = () => Number(localStorage.getItem(WHO)) || null;
export const remember = (person) => localStorage.setItem(WHO, String(person));
export const unknown = () => localStorage.removeItem(WHO);
