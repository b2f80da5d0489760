// What a receiving connection measures of its link, every few seconds, and when the server is told: at once when it is
// bad, now and then while it gets less than it wants, never while it is good. What follows from it is the server's word.

const FEW = 20; // packets below which a share of lost ones says nothing

export class Link {
  /** post(body) sends reports and returns what to ask next; shows(place) tells who is in a picture. */
  constructor(post, shows = () => "") {
    this.post = post;
    this.shows = shows;
    this.kept = new Map();
    this.reports = [];
  }

  /** Begin to measure as the server asked; another connection begins anew. */
  follow(connection, slots, asked) {
    if (this.connection !== connection) { this.kept.clear(); this.reports = []; this.at = 0; }
    Object.assign(this, { connection, slots, asked });
    this.timer ??= setInterval(() => this.look(), asked.every * 1000);
  }

  stop() {
    clearInterval(this.timer);
    this.timer = this.connection = null;
  }

  async look() {
    const connection = this.connection;
    if (connection?.connectionState !== "connected" || this.busy) return;
    this.busy = true;
    try {
      const report = this.measured(await connection.getStats(), performance.now());
      if (!report || connection !== this.connection) return;
      this.reports.push(report);
      const { asked } = this;
      const bad = report.loss > asked.loss || report.sound_loss > asked.loss || report.frozen > asked.frozen
        || (report.allowed > 0 && report.allowed < Math.min(asked.rate, report.received) && report.loss > asked.calm);
      if (bad || (asked.gather && this.reports.length >= asked.together)) {
        const reports = this.reports.splice(0);
        this.asked = await this.post({ step: asked.step, reports });
      } else if (!asked.gather) this.reports = [];
    } catch { /* told again with the next */
      this.reports = this.reports.slice(-1);
    } finally {
      this.busy = false;
    }
  }

  /** One report: shares from 0 to 1, rates in bit/s; null for the first look, which has nothing to compare with. */
  measured(stats, now) {
    const seconds = (now - this.at) / 1000;
    const first = !this.at;
    this.at = now;
    let octets = 0, allowed = 0, loss = 0, soundLoss = 0;
    const frozen = [];
    for (const one of stats.values()) {
      if (one.type === "candidate-pair" && one.nominated) allowed = one.availableIncomingBitrate ?? 0;
      if (one.type !== "inbound-rtp") continue;
      const slot = this.slots.get(one.mid) ?? "";
      const before = this.kept.get(one.id);
      const shown = this.shows(slot);
      this.kept.set(one.id, { ...one, shown });
      if (!before) continue;
      const packets = one.packetsReceived - before.packetsReceived;
      // what was sent again in a stream of its own does not lower the number of lost ones
      const mended = one.rtxSsrc ? (one.retransmittedPacketsReceived ?? 0) - (before.retransmittedPacketsReceived ?? 0) : 0;
      const lost = Math.max(0, one.packetsLost - before.packetsLost - mended);
      octets += one.bytesReceived - before.bytesReceived + (one.headerBytesReceived ?? 0) - (before.headerBytesReceived ?? 0);
      const share = packets + lost >= FEW ? lost / (packets + lost) : 0;
      if (one.kind === "audio") soundLoss = Math.max(soundLoss, share);
      loss = Math.max(loss, share);
      if (one.kind === "video" && packets >= FEW / 2 && before.moving && before.shown === shown) frozen.push(this.stood(one, before, seconds));
      this.kept.get(one.id).moving = one.kind === "video" && packets >= FEW / 2;
    }
    if (first || seconds <= 0) return null;
    const still = document.hidden || !frozen.length ? 0 : frozen.reduce((sum, one) => sum + one, 0) / frozen.length;
    return { loss, frozen: still, allowed: Math.round(allowed), received: Math.round((octets * 8) / seconds), sound_loss: soundLoss };
  }

  /** The share of the time in which a picture that is sent stood still. */
  stood(one, before, seconds) {
    if (one.framesDecoded === before.framesDecoded) return 1;
    return Math.min(1, Math.max(0, ((one.totalFreezesDuration ?? 0) - (before.totalFreezesDuration ?? 0)) / seconds));
  }
}
