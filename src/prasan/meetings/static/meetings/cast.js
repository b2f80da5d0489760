// The stage for who only listens, a few seconds behind: HLS, by the browser itself or by a player that is fetched then.

const english = document.documentElement.lang.startsWith("en");
const words = english
  ? { starting: "Preparing the picture from the stage; it takes some seconds.", secret: "A secret item: listeners get neither picture nor sound until it is over.", off: "Picture and sound are not sent to listeners now.", none: "This installation does not send the stage in this way.", away: "The picture is away; trying again.", sound: "Press play to hear and see the stage.", unable: "This browser cannot show the stage in this way." }
  : { starting: "กำลังเตรียมภาพจากเวที ใช้เวลาไม่กี่วินาที", secret: "วาระลับ: ผู้รับฟังไม่ได้รับภาพและเสียงจนกว่าจะพ้นวาระนี้", off: "ขณะนี้ไม่ได้ส่งภาพและเสียงให้ผู้รับฟัง", none: "ระบบนี้ไม่ได้ส่งภาพจากเวทีด้วยวิธีนี้", away: "ภาพขาดหาย กำลังลองใหม่", sound: "กดเล่นเพื่อดูและฟังเวที", unable: "เบราว์เซอร์นี้ดูภาพจากเวทีด้วยวิธีนี้ไม่ได้" };
const HLS = "application/vnd.apple.mpegurl";
const ON = 10000, SOON = 1500; // ms until the server is asked again: while it plays, and until it does

export class Cast {
  /** place: the part of the page; post(what, body) asks the server. */
  constructor(place, post) {
    this.place = place;
    this.post = post;
    this.video = place.querySelector("video");
    this.closed = false;
    this.plain = this.video.canPlayType(HLS) !== "";
    this.video.addEventListener("error", () => this.#failed());
  }

  start(secret) {
    this.secret = secret;
    this.#ask();
  }

  /** Say at once that a secret item begins or is over. */
  shut(secret) {
    if (secret === this.secret) return;
    this.secret = secret;
    this.#ask();
  }

  stop() {
    this.closed = true;
    clearTimeout(this.waiting);
    this.#halt();
    this.#say("");
  }

  async #ask() {
    clearTimeout(this.waiting);
    let told = { state: "secret" };
    if (!this.secret) {
      try {
        told = await this.post("tune", {});
      } catch (problem) {
        told = { state: problem.status === 503 ? "away" : "error", text: problem.message };
      }
    }
    if (this.closed) return;
    if (told.state === "on") await this.#play(told.src).catch(() => this.#failed());
    else {
      if (told.state !== "away") this.#halt();
      this.#say(told.text ?? words[told.state]);
    }
    this.waiting = setTimeout(() => this.#ask(), told.state === "on" ? ON : SOON);
  }

  async #play(src) {
    if (this.playing) return;
    this.playing = true;
    this.video.hidden = false;
    this.#say("");
    if (this.plain) this.video.src = src;
    else await this.#feed(src);
    await this.video.play().catch(() => this.#say(words.sound));
  }

  /** Feed the browser by the player: no worker, so that the page's rules stay as strict as they are. */
  async #feed(src) {
    const { default: Hls } = await import(this.place.dataset.player);
    if (this.closed || !this.playing) return;
    if (!Hls.isSupported()) {
      this.stop();
      this.#say(words.unable);
      return;
    }
    this.player = new Hls({ enableWorker: false, liveSyncDurationCount: 2, liveMaxLatencyDurationCount: 5, maxBufferLength: 12, backBufferLength: 10 });
    this.player.on(Hls.Events.ERROR, (_event, told) => told.fatal && this.#failed());
    this.player.loadSource(src);
    this.player.attachMedia(this.video);
  }

  /** Begin anew soon; a browser that failed by itself gets the player. */
  #failed() {
    if (this.closed || !this.playing) return;
    this.plain = false;
    this.#halt();
    this.#say(words.away);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.#ask(), SOON);
  }

  #halt() {
    this.playing = false;
    this.player?.destroy();
    this.player = null;
    this.video.removeAttribute("src");
    this.video.load();
    this.video.hidden = true;
  }

  #say(text) {
    const said = this.place.querySelector("[data-cast-said]");
    said.hidden = !text;
    if (said.textContent !== text) said.textContent = text;
  }
}
