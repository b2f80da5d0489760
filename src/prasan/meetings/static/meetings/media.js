// Pictures and sounds of a meeting: one connection that sends (microphone, large and small picture), one that receives
// nine pictures and three sounds in fixed places. Who is in which place is the server's word; nothing is negotiated again.

import { Link } from "./link.js";

const SMALL = { maxBitrate: 120000, maxFramerate: 15, scaleResolutionDownBy: 2 };
const LARGE = { maxBitrate: 600000, maxFramerate: 15 };
const GATHER = 1500; // ms to wait for own addresses
const PATIENCE = 2500; // ms that a connection may be away before it is made anew

/** Ask for sound sent again when packets are lost: browsers do it for pictures alone by themselves. */
export function withNack(sdp) {
  const opus = /a=rtpmap:(\d+) opus\/48000/i.exec(sdp)?.[1];
  if (!opus || sdp.includes(`a=rtcp-fb:${opus} nack`)) return sdp;
  return sdp.replace(new RegExp(`(a=rtpmap:${opus} [^\\r\\n]+\\r?\\n)`), `$1a=rtcp-fb:${opus} nack\r\n`);
}

function gathered(connection) {
  return new Promise((done) => {
    const look = () => connection.iceGatheringState === "complete" && done();
    connection.addEventListener("icegatheringstatechange", look);
    setTimeout(done, GATHER);
    look();
  });
}

export class Media {
  /** post(what, body) asks the server; tell(code) says what happened: camera, back, away, sound, ended. */
  constructor(root, post, tell) {
    this.root = root;
    this.post = post;
    this.tell = tell;
    this.large = false;
    this.failures = 0;
    this.closed = false;
    this.ice = [];
    this.renew = 0;
    this.link = new Link((body) => this.post("report", body), (slot) => root.querySelector(`[data-slot="${slot}"]`)?.dataset.shows);
  }

  async start() {
    const ready = this.#ready().catch(() => {}); // tried again before the connections are made
    if (!this.root.hasAttribute("data-listens")) await this.#open();
    await ready;
    await this.connect();
  }

  /** Ask for the ways to the engine (a relay where one is set) and how the link is reported; good for hours. */
  async #ready() {
    const told = await this.post("ready", {});
    this.ice = told.ice;
    this.asked = told;
    this.renew = performance.now() + told.good_for * 500;
  }

  async #open() {
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({
        audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
        video: { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 15 } },
      });
    } catch {
      try {
        this.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      } catch {
        this.stream = null;
      }
      this.tell("camera");
    }
    const self = this.root.querySelector("[data-self]");
    if (self && this.stream?.getVideoTracks().length) {
      self.hidden = false;
      self.querySelector("video").srcObject = new MediaStream(this.stream.getVideoTracks());
    }
  }

  /** Make both connections anew; tried again with a growing pause until it works or the room is left. */
  async connect(atOnce = false) {
    if (atOnce) this.failures = 0;
    if (this.closed || this.busy) { this.wanted ||= atOnce; return; }
    this.busy = true;
    this.wanted = false;
    clearTimeout(this.waiting);
    try {
      if (performance.now() >= this.renew) await this.#ready();
      await Promise.all([this.stream ? this.#send() : null, this.#receive()]);
      this.failures = 0;
      this.tell("back");
    } catch (problem) {
      this.tell("away", problem.message);
      this.failures += 1;
      const pause = Math.min(8000, 250 * 2 ** this.failures) * (0.7 + 0.6 * Math.random());
      this.waiting = setTimeout(() => this.connect(), pause);
    } finally {
      this.busy = false;
      if (this.wanted) this.connect(true);
    }
  }

  async #send() {
    this.sender?.close();
    const connection = (this.sender = this.#connection());
    const [sound] = this.stream.getAudioTracks();
    const [picture] = this.stream.getVideoTracks();
    const labels = [];
    const streams = [this.stream];
    if (sound) {
      connection.addTransceiver(sound, { direction: "sendonly", streams });
      labels.push("mic");
    }
    if (picture) {
      this.main = connection.addTransceiver(picture, { direction: "sendonly", streams, sendEncodings: [{ ...LARGE }] });
      this.thumb = connection.addTransceiver(picture.clone(), { direction: "sendonly", streams, sendEncodings: [{ ...SMALL }] });
      labels.push("main", "thumb");
    }
    if (!labels.length) return;
    await this.#offer(connection, labels);
    await this.#enlarge();
  }

  async #offer(connection, labels) {
    const offer = await connection.createOffer();
    await connection.setLocalDescription({ type: "offer", sdp: withNack(offer.sdp) });
    await gathered(connection);
    const { answer } = await this.post("publish", { offer: connection.localDescription.sdp, labels });
    await connection.setRemoteDescription({ type: "answer", sdp: answer });
  }

  async #receive() {
    this.receiver?.close();
    const connection = (this.receiver = this.#connection());
    const { offer } = await this.post("watch", {});
    await connection.setRemoteDescription({ type: "offer", sdp: offer });
    const counts = { video: 0, audio: 0 };
    const slots = new Map();
    for (const one of connection.getTransceivers()) {
      const kind = one.receiver.track.kind;
      const slot = `${kind[0]}${counts[kind]++}`;
      slots.set(one.mid, slot);
      this.#place(kind, slot, one.receiver.track);
    }
    await connection.setLocalDescription();
    await gathered(connection);
    await this.post("answer", { answer: connection.localDescription.sdp });
    this.link.follow(connection, slots, this.link.asked ?? this.asked);
  }

  #place(kind, slot, track) {
    if (kind === "audio") {
      let sound = this.root.querySelector(`audio[data-slot="${slot}"]`);
      if (!sound) {
        sound = this.root.appendChild(Object.assign(document.createElement("audio"), { autoplay: true }));
        sound.dataset.slot = slot;
      }
      sound.srcObject = new MediaStream([track]);
      sound.play?.().catch(() => this.tell("sound"));
      return;
    }
    const picture = this.root.querySelector(`[data-slot="${slot}"] video`);
    if (picture) picture.srcObject = new MediaStream([track]);
  }

  #connection() {
    const connection = new RTCPeerConnection({ iceServers: this.ice, bundlePolicy: "max-bundle" });
    let away;
    connection.addEventListener("connectionstatechange", () => {
      clearTimeout(away);
      if (connection !== this.sender && connection !== this.receiver) return;
      if (connection.connectionState === "failed") this.connect();
      if (connection.connectionState === "disconnected") {
        this.tell("away");
        away = setTimeout(() => connection.connectionState !== "connected" && this.connect(), PATIENCE);
      }
      if (connection.connectionState === "connected") this.tell("back");
    });
    return connection;
  }

  /** Send the large picture, or stop it: only who is on stage or in the chair is shown large. */
  setLarge(on) {
    if (this.large === on) return;
    this.large = on;
    this.#enlarge();
  }

  async #enlarge() {
    const sender = this.main?.sender;
    if (!sender) return;
    const told = sender.getParameters();
    if (!told.encodings?.length || told.encodings[0].active === this.large) return;
    told.encodings[0].active = this.large;
    await sender.setParameters(told).catch(() => {});
  }

  setSound(on) {
    for (const track of this.stream?.getAudioTracks() ?? []) track.enabled = on;
  }

  setPicture(on) {
    for (const track of this.stream?.getVideoTracks() ?? []) track.enabled = on;
    if (this.thumb?.sender.track) this.thumb.sender.track.enabled = on;
  }

  /** Show one's screen: a connection of its own, closed when the browser's own "stop" is pressed. */
  async share(ended) {
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { ideal: 10 } }, audio: false });
    const connection = (this.screen = this.#connection());
    const [track] = stream.getVideoTracks();
    track.contentHint = "detail";
    track.addEventListener("ended", () => ended());
    connection.addTransceiver(track, { direction: "sendonly", streams: [stream], sendEncodings: [{ maxBitrate: 1500000 }] });
    await this.#offer(connection, ["screen"]);
  }

  stopShare() {
    for (const one of this.screen?.getSenders() ?? []) one.track?.stop();
    this.screen?.close();
    this.screen = null;
  }

  /** What this machine measures, for a report of a fault: a few numbers, no addresses. */
  async statistics() {
    const found = { browser: navigator.userAgent.slice(0, 120), received: [], sent: [], round_trip: null };
    for (const one of (await this.receiver?.getStats())?.values() ?? []) {
      if (one.type === "inbound-rtp") {
        found.received.push({ kind: one.kind, packets: one.packetsReceived, lost: one.packetsLost, frames: one.framesDecoded, frozen: one.freezeCount, jitter: one.jitter });
      }
      if (one.type === "candidate-pair" && one.nominated) found.round_trip = one.currentRoundTripTime;
    }
    for (const one of (await this.sender?.getStats())?.values() ?? []) {
      if (one.type === "outbound-rtp") found.sent.push({ kind: one.kind, packets: one.packetsSent, bytes: one.bytesSent });
    }
    return found;
  }

  close() {
    this.closed = true;
    clearTimeout(this.waiting);
    this.link.stop();
    this.stopShare();
    this.sender?.close();
    this.receiver?.close();
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.tell("ended");
  }
}
