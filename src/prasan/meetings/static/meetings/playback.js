// A recorded meeting: many files, each of one source, played in step along one line of time. What was not recorded
// stays a gap that is named; nothing is joined over it. Without this script the page lists the files one by one.

const SMALL = 8;      // small pictures beside the large one, as in the room
const SOUNDS = 8;     // sounds at a time: who is on stage and the chair first
const DRIFT = 0.4;    // seconds beyond which a picture or sound is set anew instead of hurried
const PATIENCE = 6;   // seconds that the line of time waits for the large picture and its sound
const STEP = 10;
const PICTURES = ["screen", "main", "thumb"];

const two = (value) => String(Math.floor(value)).padStart(2, "0");
const span = (value) => `${Math.floor(value / 3600)}:${two((value / 60) % 60)}:${two(value % 60)}`;

class Part {
  constructor([file, line, label, start, end, holes]) {
    Object.assign(this, { file, line, label, start, end, holes });
  }

  holds(at) {
    return at >= this.start && at < this.end && !this.holes.some(([from, to]) => at > from && at < to);
  }
}

class Player {
  constructor(root, plan) {
    this.root = root;
    this.plan = plan;
    this.parts = plan.parts.map((one) => new Part(one));
    this.names = new Map(plan.lines);
    this.moments = [...root.querySelectorAll("[data-moment]")];
    this.tiles = root.querySelector("[data-tiles]");
    this.elements = new Map();
    this.at = 0;
    this.rate = 1;
    this.running = false;
    this.waited = 0;
    this.last = performance.now();
    this.seek(Math.min(Number(root.dataset.begin) || 0, plan.length));
    this.timer = setInterval(() => this.tick(), 100);
  }

  // what is heard and seen at a moment

  front(at) {
    let line = 0;
    for (const [since, who] of this.plan.stage) if (since <= at) line = who;
    return line || this.plan.chair;
  }

  wanted(at) {
    const there = this.parts.filter((one) => one.holds(at));
    const of = (line, labels) => labels.map((label) => there.find((one) => one.line === line && one.label === label)).find(Boolean);
    const lines = [...this.names.keys()];
    let first = this.front(at);
    const shared = there.find((one) => one.label === "screen");
    let large = of(first, PICTURES) ?? shared;
    if (!large) large = lines.map((line) => of(line, PICTURES)).find(Boolean);
    first = large?.line ?? first;
    const small = lines.filter((line) => line !== first).map((line) => of(line, ["thumb", "main", "screen"])).filter(Boolean).slice(0, SMALL);
    const order = [first, this.plan.chair, ...lines];
    const sounds = [...new Set(order)].map((line) => of(line, ["mic"])).filter(Boolean).slice(0, SOUNDS);
    return { large, small, sounds };
  }

  element(part) {
    let found = this.elements.get(part);
    if (!found) {
      const picture = part.label !== "mic";
      const media = document.createElement(picture ? "video" : "audio");
      media.preload = "auto";
      media.playsInline = true;
      media.muted = picture;
      media.disablePictureInPicture = true;
      media.src = this.root.dataset.files + encodeURIComponent(part.file);
      media.dataset.file = part.file;
      media.addEventListener("loadedmetadata", () => this.follow(part, media, true));
      found = { media, box: null };
      if (picture) {
        found.box = document.createElement("figure");
        found.box.className = "tile";
        found.box.append(media, Object.assign(document.createElement("figcaption"), { textContent: this.names.get(part.line) ?? "" }));
      }
      this.elements.set(part, found);
    }
    return found;
  }

  drop(part) {
    const { media, box } = this.elements.get(part);
    media.pause();
    media.removeAttribute("src");  // lets go of its connection
    media.load();
    box?.remove();
    this.elements.delete(part);
  }

  arrange() {
    const { large, small, sounds } = this.wanted(this.at);
    const shown = [large, ...small].filter(Boolean);
    const all = new Set([...shown, ...sounds]);
    for (const part of [...this.elements.keys()]) if (!all.has(part)) this.drop(part);
    shown.forEach((part, place) => {
      const { box } = this.element(part);
      box.classList.toggle("front", part === large);
      box.tabIndex = -1;
      if (this.tiles.children[place] !== box) this.tiles.insertBefore(box, this.tiles.children[place] ?? null);
    });
    sounds.forEach((part) => this.element(part));
    this.needed = [large, sounds[0]].filter(Boolean);
    return shown.length;
  }

  // keeping step

  follow(part, media, anew = false) {
    if (media.readyState < 1) return;
    const place = Math.max(0, this.at - part.start);
    const off = media.currentTime - place;
    if (!media.seeking && (anew || Math.abs(off) > DRIFT * this.rate)) media.currentTime = place;
    else if (this.running) media.playbackRate = this.rate * (1 - Math.max(-0.08, Math.min(0.08, off / 4)));
    if (this.running && media.paused) media.play().catch(() => this.refused());
    if (!this.running && !media.paused) media.pause();
  }

  refused() {
    if (this.running && this.needed.every((part) => this.elements.get(part)?.media.paused)) this.pause();
  }

  late() {
    return this.needed.some((part) => {
      const media = this.elements.get(part)?.media;
      return media && !media.error && (media.seeking || media.readyState < 3);
    });
  }

  tick() {
    const now = performance.now();
    const passed = (now - this.last) / 1000;
    this.last = now;
    if (this.running) {
      if (this.late() && this.waited < PATIENCE) this.waited += passed;
      else {
        if (!this.late()) this.waited = 0;
        this.at = Math.min(this.plan.length, this.at + passed * this.rate);
        if (this.at >= this.plan.length) this.pause();
      }
    }
    this.show();
  }

  show() {
    const pictures = this.arrange();
    for (const [part, { media }] of this.elements) this.follow(part, media);
    const gap = this.gap();
    const note = this.root.querySelector("[data-gap]");
    const words = gap ? `${gap[2]} (${span(gap[1] - gap[0])})` : this.elements.size ? "" : this.root.dataset.langGap;
    if (note.firstElementChild.textContent !== words) note.firstElementChild.textContent = words;
    note.hidden = !words;
    this.tiles.toggleAttribute("data-empty", !pictures);
    const seek = this.root.querySelector("[data-seek]");
    if (document.activeElement !== seek || this.running) seek.value = String(Math.floor(this.at));
    seek.setAttribute("aria-valuetext", this.clock());
    this.root.querySelector("[data-clock]").textContent = this.clock();
    let current = null;
    for (const one of this.moments) if (Number(one.dataset.jump) <= this.at + 0.05) current = one;
    if (current !== this.current) {
      this.current?.removeAttribute("aria-current");
      current?.setAttribute("aria-current", "true");
      this.current = current;
    }
  }

  clock() {
    const at = new Date(Date.parse(this.plan.from) + this.at * 1000);
    const told = at.toLocaleTimeString("en-GB", { timeZone: document.documentElement.dataset.zone });
    return document.documentElement.lang.startsWith("en") ? told : told.replaceAll(":", ".");
  }

  gap() {
    return this.plan.gaps.find(([from, to]) => this.at >= from && this.at < to);
  }

  // what people do

  seek(at) {
    this.at = Math.max(0, Math.min(this.plan.length, at));
    this.waited = 0;
    this.show();
    for (const [part, { media }] of this.elements) this.follow(part, media, true);
  }

  play() {
    if (this.at >= this.plan.length) this.seek(0);
    this.running = true;
    this.waited = 0;
    this.last = performance.now();
    this.told();
    this.show();
  }

  pause() {
    this.running = false;
    for (const { media } of this.elements.values()) media.pause();
    this.told();
  }

  told() {
    const button = this.root.querySelector("[data-do=play]");
    button.textContent = this.running ? button.dataset.on : button.dataset.off;
    button.setAttribute("aria-pressed", String(this.running));
  }

  do(what) {
    const places = this.moments.map((one) => Number(one.dataset.jump));
    if (what === "play") return this.running ? this.pause() : this.play();
    if (what === "back") return this.seek(this.at - STEP);
    if (what === "ahead") return this.seek(this.at + STEP);
    if (what === "next") return this.seek(places.find((one) => one > this.at + 0.1) ?? this.plan.length);
    if (what === "previous") return this.seek(places.findLast((one) => one < this.at - 2) ?? 0);
    return this.skip();
  }

  skip() {
    const gap = this.gap();
    const starts = this.parts.map((one) => one.start).filter((one) => one > this.at).sort((a, b) => a - b);
    this.seek(gap ? gap[1] : starts[0] ?? this.at);
  }
}

function marks(root, plan) {
  const place = root.querySelector("[data-marks]");
  const draw = (name, values) => {
    const made = place.appendChild(document.createElementNS("http://www.w3.org/2000/svg", name));
    for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
  };
  const scale = 1000 / Math.max(plan.length, 1);
  for (const [from, to] of plan.gaps) draw("rect", { x: from * scale, y: 0, width: Math.max(1, (to - from) * scale), height: 10 });
  for (const one of root.querySelectorAll("[data-moment]")) draw("line", { x1: one.dataset.jump * scale, x2: one.dataset.jump * scale, y1: 0, y2: 10 });
}

// letters (n, p, f) are the house's own keys: they press the button that names them
const KEYS = { Space: "play", ArrowLeft: "back", ArrowRight: "ahead" };

function listen(root, player) {
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    const jump = event.target.closest("[data-jump]");
    if (button) player.do(button.dataset.do);
    if (!jump || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    player.seek(Number(jump.dataset.jump));
    player.play();
  });
  root.querySelector("[data-seek]").addEventListener("input", (event) => player.seek(Number(event.target.value)));
  root.querySelector("[data-speed]").addEventListener("change", (event) => { player.rate = Number(event.target.value); });
  document.addEventListener("keydown", (event) => {
    const what = KEYS[event.code];
    if (!what || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable], dialog")) return;
    if (event.code === "Space" && event.target.closest?.("button, a, summary")) return;
    event.preventDefault();
    player.do(what);
  });
}

async function begin(root) {
  const answer = await fetch(root.dataset.playback, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const plan = await answer.json();
  const seek = root.querySelector("[data-seek]");
  seek.max = String(Math.ceil(plan.length));
  root.querySelector("[data-length]").textContent = span(plan.length);
  root.querySelector("[data-player]").hidden = false;
  marks(root, plan);
  const player = new Player(root, plan);
  listen(root, player);
  window.prasanPlayback = player;
}

const root = document.querySelector("[data-playback]");
if (root) {
  begin(root).catch(() => {
    root.querySelector(".meet-main").prepend(Object.assign(document.createElement("p"), { className: "note critical", textContent: root.dataset.langLost }));
  });
}
