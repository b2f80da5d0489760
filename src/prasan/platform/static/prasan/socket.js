// A WebSocket to the live process for pages that need data the moment it changes, and whose being open proves that
// somebody is there. It only listens: what a person does is a POST. Where WebSockets are blocked, the event stream
// tells that a topic changed and the newest bodies are fetched.
//
//   const line = follow({ topics: ["meeting:5/card"], presence: "meeting:5" });
//   line.on("meeting:5/card", (body, news) => …);   // body: null where only "this topic changed" was told
//   line.onState((state) => …);                      // "on", "off", "ended"
//   line.leave();                                    // gone in order; the page may stay

const RENEW = 4001, REVOKED = 4003;
const SLOW = 30000; // the longest pause between two tries
const BLOCKED = 2; // so many sockets that never opened, and the stream is taken

class Line {
  constructor({ topics, presence = "", tickets = "/live/ticket" }) {
    Object.assign(this, { topics, presence, tickets, position: "", state: "off", failures: 0, blocked: 0, ended: false });
    this.listeners = new Map();
    this.watchers = [];
    this.seen = new Map(); // the number of the newest body that a listener was given, by topic
    this.online = () => { this.failures = 0; if (this.state !== "on") this.open(); };
    this.hide = () => this.drop();
    this.show = (event) => event.persisted && !this.ended && this.open();
    addEventListener("online", this.online);
    addEventListener("pagehide", this.hide);
    addEventListener("pageshow", this.show);
    this.open();
  }

  on(topic, listener) {
    this.listeners.set(topic, [...(this.listeners.get(topic) ?? []), listener]);
    return this;
  }

  onState(watcher) {
    this.watchers.push(watcher);
    watcher(this.state);
    return this;
  }

  leave() { this.end(); }

  // -- opening

  async ticket() {
    const query = new URLSearchParams({ topics: this.topics.join(" "), ...(this.presence && { presence: this.presence }) });
    const answer = await fetch(`${this.tickets}?${query}`, { headers: { Accept: "application/json" } });
    if (answer.redirected || answer.status === 401 || answer.status === 403) return null; // signed out
    if (!answer.ok) throw new Error(String(answer.status));
    const told = await answer.json();
    return told.ticket ? told : null; // nothing that this reader may follow
  }

  async open() {
    clearTimeout(this.waiting);
    const turn = this.turn = (this.turn ?? 0) + 1;
    try {
      const told = await this.ticket();
      if (turn !== this.turn || this.ended) return;
      if (!told) return this.end();
      this.drop();
      if (this.blocked < BLOCKED) this.connect(told);
      else this.stream(told);
    } catch {
      if (turn === this.turn) this.again();
    }
  }

  address(path, ticket) {
    return `${path}?ticket=${encodeURIComponent(ticket)}${this.position && `&last=${this.position}`}`;
  }

  connect(told) {
    const place = location.origin.replace(/^http/, "ws");
    const mine = this.socket = new WebSocket(place + this.address("/live/socket", told.ticket));
    let opened = false;
    mine.onopen = () => { opened = true; this.blocked = 0; };
    mine.onmessage = (event) => mine === this.socket && this.take(JSON.parse(event.data), told);
    mine.onclose = ({ code }) => {
      if (mine !== this.socket) return;
      this.socket = null;
      clearTimeout(this.renewing);
      if (!opened) this.blocked += navigator.onLine ? 1 : 0;
      if (code === REVOKED || (code === 1000 && opened)) this.end();
      else if (code === RENEW && this.failures < 3) { this.failures += 1; this.say("off"); this.open(); }
      else this.again();
    };
  }

  take(news, told) {
    if (news.event === "ready" || news.event === "renewed") {
      this.failures = 0;
      this.say("on");
      this.renewLater(told.seconds);
    }
    if (news.event === "reset") for (const topic of this.topics) this.tell(topic, null, news);
    if (news.topic) this.tell(news.topic, news.body ?? null, news);
    // A word at the door (renew, revoked) tells a position that we have not read up to.
    if (news.topic || news.event === "ready" || news.event === undefined) this.position = String(news.seq);
  }

  tell(topic, body, news) {
    if (body !== null) this.seen.set(topic, news.seq);
    for (const listener of this.listeners.get(topic) ?? []) listener(body, news);
  }

  // The ticket is renewed over the open socket: who is present stays so without a gap.
  renewLater(seconds) {
    clearTimeout(this.renewing);
    this.renewing = setTimeout(async () => {
      const mine = this.socket;
      try {
        const told = await this.ticket();
        if (!told) return this.end();
        if (mine === this.socket && mine?.readyState === WebSocket.OPEN) mine.send(JSON.stringify({ ticket: told.ticket }));
      } catch {
        if (mine === this.socket && mine) this.renewLater(seconds / 4);
      }
    }, seconds * 600);
  }

  // -- where sockets are blocked

  stream(told) {
    const mine = this.source = new EventSource(this.address("/live", told.ticket));
    const keep = (event) => { if (event.lastEventId) this.position = event.lastEventId; };
    let joined = false;
    mine.addEventListener("ready", (event) => {
      joined = true;
      keep(event);
      this.failures = 0;
      this.say("on");
      this.fetchBodies(told);
    });
    mine.addEventListener("reset", (event) => {
      keep(event);
      for (const topic of this.topics) this.tell(topic, null, { event: "reset" });
    });
    mine.addEventListener("renew", (event) => { if (joined) keep(event); this.open(); });
    mine.addEventListener("revoked", () => this.end());
    mine.onerror = () => {
      this.say("off");
      if (mine.readyState !== EventSource.CLOSED || mine !== this.source) return;
      if (!joined) this.blocked = 0; // it is not the socket alone that does not open
      this.again();
    };
    for (const topic of told.topics) {
      mine.addEventListener(topic, (event) => { keep(event); this.fetchBodies(told, { topic, ...JSON.parse(event.data) }); });
    }
  }

  async fetchBodies(told, news) {
    let given = false;
    try {
      const answer = await fetch(`/live/bodies?ticket=${encodeURIComponent(told.ticket)}`);
      if (!answer.ok) throw new Error(String(answer.status));
      for (const [topic, found] of Object.entries((await answer.json()).bodies)) {
        if (found.seq <= (this.seen.get(topic) ?? 0)) continue;
        given ||= topic === news?.topic;
        this.tell(topic, found.body, { topic, seq: found.seq, name: found.name });
      }
    } catch { /* the next change fetches again */ }
    // What an earlier fetch has brought already is no news: the stream may tell of it later than the fetch did.
    if (news && !given && news.seq > (this.seen.get(news.topic) ?? 0)) this.tell(news.topic, null, news);
  }

  // -- ends

  // A page may close with 1000 alone: that is leaving in order. A tab that is closed says 1001 by itself.
  drop() {
    const { socket, source } = this;
    this.socket = this.source = null;
    clearTimeout(this.renewing);
    socket?.close(1000);
    source?.close();
  }

  end() {
    this.ended = true;
    clearTimeout(this.waiting);
    this.drop();
    removeEventListener("online", this.online);
    removeEventListener("pagehide", this.hide);
    removeEventListener("pageshow", this.show);
    this.say("ended");
  }

  again() {
    this.say("off");
    this.failures += 1;
    const pause = Math.min(SLOW, 500 * 2 ** Math.min(this.failures - 1, 6)) * (0.7 + 0.6 * Math.random());
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.open(), pause);
  }

  say(state) {
    if (this.ended && state !== "ended") return;
    this.state = state;
    for (const watcher of this.watchers) watcher(state);
  }
}

export const follow = (wanted) => new Line(wanted);
