// What the typed number means against the plan, at once. The server computes the same again when it saves.
import { result } from "./judge.js";

const place = document.querySelector("[data-calc]");
const field = document.querySelector("[data-value]");
const whole = document.querySelector("[data-denominator]");
const why = document.querySelector("[data-why]");
const know = place?.dataset;
const CLASSES = {
  on_plan: ["on-plan"], late: ["late", "warning"], very_late: ["very-late", "critical"], not_reported: ["not-reported"],
};
const TONE = { on_plan: "none", late: "warning", very_late: "critical", not_reported: "none" };

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
  const { now, code, sum, verdict: said, late } = result(know, field.value, whole ? whole.value : null);
  const tone = TONE[code];
  place.className = `result ${tone}`;
  place.querySelector("[data-text]").textContent = sum;
  const verdict = place.querySelector("[data-judgement]");
  verdict.textContent = said;
  verdict.className = `nb t-${tone}`;
  draw(now, code);
  why.hidden = !late;
}

if (place && field) {
  field.addEventListener("input", show);
  whole?.addEventListener("input", show);
  addEventListener("pageshow", () => field.value && show());
}

// Groups: their sum beside the heading; where no total was typed and every part is there, the sum becomes the total.
const digits = (text) => text.replace(/[๐-๙]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xe50 + 48)).replace(/[, ]/g, "");

for (const split of document.querySelectorAll("[data-split]")) {
  const parts = [...split.querySelectorAll("[data-part]")];
  const told = split.querySelector("[data-split-sum]");
  const decimals = Number(split.dataset.decimals);
  const add = () => {
    const known = parts.map((part) => digits(part.value.trim())).filter((text) => /^\d+(\.\d+)?$/.test(text)).map(Number);
    const sum = known.reduce((total, one) => total + one, 0);
    const text = sum.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    told.textContent = known.length ? split.dataset.words.replace("%(sum)s", text) : "";
    if (known.length === parts.length && field && (field.value === "" || "summed" in field.dataset)) {
      field.value = text;
      field.dataset.summed = "";
      show();
    }
  };
  parts.forEach((part) => part.addEventListener("input", add));
}
field?.addEventListener("input", (event) => event.isTrusted && delete field.dataset.summed);
