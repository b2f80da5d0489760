// What the typed number means against the plan, at once. The server computes the same again when it saves.

const place = document.querySelector("[data-calc]");
const field = document.querySelector("[data-value]");
const whole = document.querySelector("[data-denominator]");
const why = document.querySelector("[data-why]");
const know = place?.dataset;
const CLASSES = {
  on_plan: ["on-plan"], late: ["late", "warning"], very_late: ["very-late", "critical"], not_reported: ["not-reported"],
};
const TONE = { on_plan: "none", late: "warning", very_late: "critical", not_reported: "none" };

const arabic = (text) => text.replace(/[๐-๙]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xe50 + 48));

// A number as typed, scaled; null where it is not (yet) a number that the server would take.
function read(text, decimals) {
  const clean = arabic(text.trim());
  if (!/^(\d{1,3}([, ]\d{3})+|\d+)(\.\d+)?$/.test(clean)) return null;
  const [front, back = ""] = clean.replace(/[, ]/g, "").split(".");
  return back.length > decimals ? null : Number(front + back.padEnd(decimals, "0"));
}

const half = (top, bottom) => Math.floor((2 * top + bottom) / (2 * bottom));

function running(value, part) {
  const sum = Number(know.sum) + value;
  if (know.kind === "sum") return sum;
  if (know.kind === "last") return value;
  if (know.kind === "average") return half(sum, Number(know.months) + 1);
  const all = Number(know.wholes) + (part ?? 0);
  return part === null || !all ? null : half(sum * 100 * 10 ** Number(know.decimals), all);
}

function judge(now) {
  const [path, target, direction] = [Number(know.path), Number(know.target), Number(know.direction)];
  const ahead = (now - path) * direction;
  const base = (Math.abs(path) >= Number(know.minimum) && path) || !target ? Math.abs(path) : Math.abs(target);
  let code = "on_plan";
  if (ahead < 0) {
    const behind = -ahead * 1000;
    if (!base || behind > Number(know.veryLateAbove) * base) code = "very_late";
    else if (behind >= Number(know.lateFrom) * base) code = "late";
  }
  if (!base) return [code, ahead === 0 ? 0 : null];
  let gap = half(Math.abs(ahead) * 1000, base);
  if (ahead < 0) {
    if (code === "on_plan") gap = Math.min(gap, Number(know.lateFrom) - 1);
    if (code === "very_late") gap = Math.max(gap, Number(know.veryLateAbove) + 1);
    gap = -gap;
  }
  return [code, gap];
}

function write(value) {
  const decimals = Number(know.decimals);
  const text = String(Math.abs(value)).padStart(decimals + 1, "0");
  const front = decimals ? text.slice(0, -decimals) : text;
  return front.replace(/\B(?=(\d{3})+$)/g, ",") + (decimals ? "." + text.slice(-decimals) : "");
}

function words(code, gap) {
  if (code === "not_reported") return know.wordsNone;
  if (gap === null) return know.wordsLate;
  if (gap === 0) return know.wordsEven;
  return (gap < 0 ? know.wordsBehind : know.wordsAhead).replace("%(much)s", String(Math.abs(gap) / 10));
}

function draw(now, code) {
  const svg = place.querySelector("svg");
  if (!svg) return;
  const width = Number(svg.getAttribute("viewBox").split(" ")[2]);
  const target = Number(know.target) || 1;
  const scale = width / Math.max(1, (now ?? 0) / target, Number(know.path) / target);
  svg.querySelectorAll(".b-value, .b-none").forEach((one) => one.remove());
  const plan = svg.querySelector(".b-plan");
  plan?.setAttribute("x", String(Math.min(Math.max((Number(know.path) / target) * scale, 2), width - 1.5) - 1.5));
  const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const height = Number(svg.getAttribute("height"));
  bar.setAttribute("class", now === null ? "b-none" : "b-value");
  bar.setAttribute("y", now === null ? "0" : "3");
  bar.setAttribute("height", String(now === null ? height : height - 6));
  bar.setAttribute("width", String(now === null ? width : Math.max(0, (now / target) * scale)));
  svg.insertBefore(bar, plan);
  for (const name of ["late", "very-late", "on-plan", "not-reported", "critical", "warning"]) {
    svg.classList.remove(name);
  }
  svg.classList.add(...CLASSES[code]);
}

function show() {
  const value = read(field.value, Number(know.entryDecimals));
  const part = whole ? read(whole.value, 0) : null;
  const now = value === null ? null : running(value, part);
  const [code, gap] = now === null ? ["not_reported", null] : judge(now);
  const tone = TONE[code];
  place.className = `result ${tone}`;
  place.querySelector("[data-text]").textContent = know.wordsSum
    .replace("%(now)s", now === null ? "–" : write(now)).replace("%(target)s", write(Number(know.target)));
  const verdict = place.querySelector("[data-judgement]");
  verdict.textContent = words(code, gap);
  verdict.className = `nb t-${tone}`;
  draw(now, code);
  why.hidden = code !== "late" && code !== "very_late";
}

if (place && field) {
  field.addEventListener("input", show);
  whole?.addEventListener("input", show);
  addEventListener("pageshow", () => field.value && show());
}
