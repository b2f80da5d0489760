// Naming people by typing: "@" and two letters offer those whom the picker of the same form holds, nobody else.
// Choosing one writes the name and ticks the picker, which is all the server reads; without this the picker stays.

const MOST = 6;
const TYPED = /(?:^|[^\w@.])@([^@\n]{2,40})$/u;
let open = null; // { area, list, found, at, from }

function people(area) {
  return [...area.form.querySelectorAll("input[type=checkbox][name=mention]")].map((box) => ({
    box, label: box.closest("label").textContent.trim(),
  }));
}

function close() {
  if (!open) return;
  open.area.removeAttribute("aria-activedescendant");
  open.area.removeAttribute("aria-controls");
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
  const { area, found, from } = open;
  const { box, label } = found[at];
  const name = "@" + label.split(" · ")[0] + " ";
  area.setRangeText(name, from, area.selectionStart, "end");
  box.checked = true;
  const picker = box.closest("details");
  if (picker) picker.open = true;
  close();
  area.focus();
  for (const changed of [area, box]) changed.dispatchEvent(new Event("input", { bubbles: true }));
}

function say(area, text) {
  const told = area.form.querySelector("[data-mention-told]");
  if (told) told.textContent = text;
}

function offer(area, found, from) {
  close();
  const list = document.createElement("ul");
  list.className = "mention-list";
  list.id = area.id + "-people";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", area.dataset.mention);
  found.forEach(({ label }, n) => {
    const item = document.createElement("li");
    item.id = list.id + "-" + n;
    item.setAttribute("role", "option");
    item.textContent = label;
    // the text keeps the caret: a press on a name is no leaving of the field
    item.addEventListener("pointerdown", (event) => event.preventDefault());
    item.addEventListener("click", () => choose(n));
    list.append(item);
  });
  area.after(list);
  area.setAttribute("aria-controls", list.id);
  open = { area, list, found, from, at: 0 };
  point(0);
  say(area, area.dataset.mentionFound.replace("{n}", found.length));
}

function look(area) {
  const before = area.value.slice(0, area.selectionStart);
  const typed = area.selectionStart === area.selectionEnd && TYPED.exec(before);
  const word = typed && typed[1].toLocaleLowerCase();
  const found = word ? people(area).filter(({ label }) => label.toLocaleLowerCase().includes(word)).slice(0, MOST) : [];
  if (found.length) offer(area, found, before.length - typed[1].length - 1);
  else {
    if (open) say(area, "");
    close();
  }
}

for (const hint of document.querySelectorAll("[data-mention-hint]")) hint.hidden = false;

document.addEventListener("input", (event) => {
  if (event.target.matches?.("textarea[data-mention]")) look(event.target);
});

document.addEventListener("keydown", (event) => {
  if (!open || event.target !== open.area || event.isComposing) return;
  const does = {
    ArrowDown: () => point(open.at + 1), ArrowUp: () => point(open.at - 1),
    Enter: () => choose(open.at), Tab: () => choose(open.at), Escape: close,
  }[event.key];
  if (!does) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  does();
}, true);

document.addEventListener("focusout", (event) => {
  if (open && event.target === open.area) close();
});
