// The arithmetic of a typed number against the plan, as the server computes it (docs/algorithms/status.md). Pure: what
// it must know of the indicator comes as `know`, the data attributes of pages/views.py. Everything in it is text.

const arabic = (text) => text.replace(/[๐-๙]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xe50 + 48));

// A number as typed, scaled; null where it is not (yet) a number that the server would take.
export function read(text, decimals) {
  const clean = arabic(text.trim());
  if (!/^(\d{1,3}([, ]\d{3})+|\d+)(\.\d+)?$/.test(clean)) return null;
  const [front, back = ""] = clean.replace(/[, ]/g, "").split(".");
  return back.length > decimals ? null : Number(front + back.padEnd(decimals, "0"));
}

const half = (top, bottom) => Math.floor((2 * top + bottom) / (2 * bottom));

// The fiscal year's value with this month's; null where a ratio has no whole.
export function running(know, value, part) {
  const sum = Number(know.sum) + value;
  if (know.kind === "sum") return sum;
  if (know.kind === "last") return value;
  if (know.kind === "average") return half(sum, Number(know.months) + 1);
  const all = Number(know.wholes) + (part ?? 0);
  return part === null || !all ? null : half(sum * 100 * 10 ** Number(know.decimals), all);
}

// The status of a year-to-date value and its gap in tenths of a per cent, null where there is nothing to divide by.
export function judge(know, now) {
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

// Whether a typed figure (of a ratio its share) lies outside the range of the office's last year: it asks for a word.
export function unusual(item, value, part) {
  if (!item.usual || value === null || (item.ratio && !part)) return false;
  const now = item.ratio ? half(value * 100 * 10 ** Number(item.know.decimals), part) : value;
  const [low, high] = item.usual;
  return (now < low || now > high) && Math.max(now, low) >= item.small;
}

// A per cent as a paper states it, in hundredths; null where it cannot be read.
export function readPercent(text) {
  const found = read(text.trim().replace(/^ร้อยละ\s*/, "").replace(/\s*%$/, ""), 6);
  return found === null ? null : Math.round(found / 10000);
}

// Whether a stated per cent is another than the computed one, rounded or cut at the decimals it was typed with.
export function percentDiffers(stated, value, part) {
  if (stated === null || value === null || !part) return false;
  const unit = [100, 10, 1].find((one) => stated % one === 0);
  const exact = value * 100 * (100 / unit);
  return ![half(exact, part), Math.floor(exact / part)].includes(stated / unit);
}

// The per cent that two figures make; empty where they make none.
export function percent(know, value, part) {
  const decimals = Number(know.decimals);
  return value === null || !part ? "" : `${write(half(value * 100 * 10 ** decimals, part), decimals)}%`;
}

// A scaled number with commas.
export function write(value, decimals) {
  const text = String(Math.abs(value)).padStart(decimals + 1, "0");
  const front = decimals ? text.slice(0, -decimals) : text;
  return front.replace(/\B(?=(\d{3})+$)/g, ",") + (decimals ? "." + text.slice(-decimals) : "");
}

// A status and its gap in words.
export function words(know, code, gap) {
  if (code === "not_reported") return know.wordsNone;
  if (gap === null) return know.wordsLate;
  if (gap === 0) return know.wordsEven;
  return (gap < 0 ? know.wordsBehind : know.wordsAhead).replace("%(much)s", String(Math.abs(gap) / 10));
}

// Everything to show for what was typed: the running value (null: cannot be read), status, gap and both sentences.
export function result(know, typed, whole) {
  const value = read(typed, Number(know.entryDecimals));
  const part = whole === null ? null : read(whole, 0);
  const now = value === null ? null : running(know, value, part);
  const [code, gap] = now === null ? ["not_reported", null] : judge(know, now);
  const decimals = Number(know.decimals);
  const sum = know.wordsSum.replace("%(now)s", now === null ? "–" : write(now, decimals))
    .replace("%(target)s", write(Number(know.target), decimals));
  return { value, part, now, code, gap, sum, verdict: words(know, code, gap), late: code === "late" || code === "very_late" };
}
