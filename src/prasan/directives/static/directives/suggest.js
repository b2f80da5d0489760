// Offices and places by typing: two letters of the line that is typed offer names the server knows. Choosing one
// writes it; without this script, or without an answer, what is typed is read by the server all the same.

let open = null; // { area, list, at }
let asked = 0;

const line = (area) => {
  const from = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const to = area.value.indexOf("\n", area.selectionStart);
  return { from, to: to < 0 ? area.value.length : to };
};

function close() {
  if (!open) return;
  for (const name of ["aria-activedescendant", "aria-controls"]) open.area.removeAttribute(name);
  open.list.remove();
  open = null;
}

function point(at) {
  const items = [...open.list.children];
  open.at = (at + items.length) % items.length;
  items.forEach((item, n) => item.setAttribute("aria-selected", String(n === open.at)));
  open.area.setAttribute("aria-activedescendant", items[open.at].id);
  items[open.at].scrollIntoView({ block: "nearest" });
}

function choose(at) {
  const { area, list } = open;
  const { from, to } = line(area);
  area.setRangeText(list.children[at].dataset.value, from, to, "end");
  close();
  area.focus();
  asked += 1; // an answer that is still on its way comes too late
  area.dispatchEvent(new Event("input", { bubbles: true })); // for what keeps typed words; not for this script
}

function offer(area, found) {
  close();
  const list = document.createElement("ul");
  list.className = "mention-list";
  list.id = area.id + "-names";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", area.labels[0].textContent.trim());
  found.forEach(({ value, about }, n) => {
    const item = document.createElement("li");
    item.id = list.id + "-" + n;
    item.dataset.value = value;
    item.setAttribute("role", "option");
    item.textContent = about ? value + " · " + about : value;
    item.addEventListener("pointerdown", (event) => event.preventDefault());
    item.addEventListener("click", () => choose(n));
    list.append(item);
  });
  area.after(list);
  area.setAttribute("aria-controls", list.id);
  open = { area, list, at: -1 };
}

async function look(area) {
  const { from, to } = line(area);
  const word = area.value.slice(from, to).trim();
  const turn = (asked += 1);
  if (word.length < 2) return close();
  await new Promise((done) => setTimeout(done, 150));
  if (turn !== asked) return;
  try {
    const answer = await fetch(area.dataset.suggest + "&q=" + encodeURIComponent(word));
    const { items } = answer.ok ? await answer.json() : { items: [] };
    if (turn !== asked || document.activeElement !== area) return;
    const same = items.length === 1 && items[0].value === word;
    if (items.length && !same) offer(area, items);
    else close();
  } catch {
    close(); // no line to the server: typing goes on
  }
}

document.addEventListener("input", (event) => {
  if (event.isTrusted && event.target.matches?.("[data-suggest]")) look(event.target);
});

document.addEventListener("keydown", (event) => {
  if (!open || event.target !== open.area || event.isComposing) return;
  const does = {
    ArrowDown: () => point(open.at + 1), ArrowUp: () => point(open.at < 0 ? -1 : open.at - 1), Escape: close,
    ...(open.at >= 0 && { Enter: () => choose(open.at), Tab: () => choose(open.at) }),
  }[event.key];
  if (!does) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  does();
}, true);

document.addEventListener("focusout", (event) => {
  if (open && event.target === open.area) close();
});
