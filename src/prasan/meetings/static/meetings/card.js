// The scorecard of who is on stage, drawn from data: sharp at any size, read by screen readers, a few kilobytes.

const lang = document.documentElement.lang.startsWith("en") ? "en-GB" : "th-TH-u-nu-latn";

/** A whole number scaled by its decimals as people read it; null is "not reported", never zero. */
export function number(raw, decimals, missing) {
  if (raw === null || raw === undefined) return missing;
  return new Intl.NumberFormat(lang, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(raw / 10 ** decimals);
}

function cell(name, text, kind = "") {
  const made = document.createElement("td");
  made.dataset.label = name;
  if (kind) made.className = kind;
  made.textContent = text;
  return made;
}

function row(policy, heads, words) {
  const made = document.createElement("tr");
  const name = document.createElement("th");
  name.scope = "row";
  name.textContent = policy.name;
  const status = cell(heads[1], "");
  const tag = status.appendChild(document.createElement("span"));
  tag.className = `tag ${policy.tone}`;
  const shape = tag.appendChild(document.createElement("i"));
  shape.className = `glyph ${policy.glyph}`;
  shape.setAttribute("aria-hidden", "true");
  const gap = policy.gap === null ? "" : ` ${(policy.gap / 10).toLocaleString(lang, { maximumFractionDigits: 1, signDisplay: "exceptZero" })}%`;
  tag.append(`${policy.word}${gap}`);
  const value = `${number(policy.value, policy.decimals, words.missing)} ${policy.value === null ? "" : policy.unit ?? ""}`;
  made.append(name, status, cell(heads[2], policy.accepted || policy.value === null ? value : `${value} (${words.unaccepted})`, "num"), cell(heads[3], number(policy.target, policy.decimals, "–"), "num"));
  return made;
}

/** Draw a card into its place; an empty one says that nobody is on stage. */
export function draw(place, card) {
  const table = place.querySelector("[data-card-table]");
  const rows = place.querySelector("[data-card-rows]");
  const more = place.querySelector("[data-card-more]");
  table.hidden = !card.name;
  rows.replaceChildren();
  more.textContent = "";
  if (!card.name) return;
  table.hidden = false;
  const open = Object.assign(document.createElement("a"), { href: card.href, target: "_blank", textContent: card.name });
  place.querySelector("[data-card-name]").replaceChildren(open);
  const zone = document.documentElement.dataset.zone; // Thai time, as everywhere on the page
  const clock = new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", timeZone: zone }).format(new Date(card.as_of));
  place.querySelector("[data-card-month]").textContent = table.dataset.through.replace("{month}", card.month).replace("{clock}", clock);
  const heads = [...table.querySelectorAll("th[scope=col]")].map((one) => one.textContent);
  for (const policy of card.policies) rows.append(row(policy, heads, table.dataset));
  const sent = card.reports.reduce((sum, one) => sum + one.sent, 0);
  const total = card.reports.reduce((sum, one) => sum + one.total, 0);
  const told = [];
  if (total) told.push(`${more.dataset.reports} ${sent}/${total}`);
  told.push(`${more.dataset.orders} ${card.directives.open} (${more.dataset.overdue} ${card.directives.overdue})`);
  told.push(`${more.dataset.events} ${card.event_count}`);
  more.textContent = told.join(" · ");
}
