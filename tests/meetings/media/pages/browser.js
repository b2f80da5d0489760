// A browser's side of the media engine, as small as can be: window.publish, window.watch, window.seen.
async function post(path, body) {
  const answer = await (await fetch(path, { method: "POST", body: JSON.stringify(body) })).json();
  if (answer.error) throw new Error(answer.error);
  return answer.ok;
}

function gathered(connection) {
  return new Promise((done) => {
    const look = () => connection.iceGatheringState === "complete" && done();
    connection.onicegatheringstatechange = look;
    look();
  });
}

window.publish = async (peer) => {
  const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 320, height: 180, frameRate: 15 } });
  const connection = new RTCPeerConnection();
  for (const track of media.getTracks().sort((a, b) => (a.kind < b.kind ? -1 : 1))) {
    connection.addTransceiver(track, { direction: "sendonly", streams: [media] });
  }
  await connection.setLocalDescription();
  await gathered(connection);
  const sdp = await post("/publish", { peer, offer: connection.localDescription.sdp, labels: ["mic", "main"] });
  await connection.setRemoteDescription({ type: "answer", sdp });
};

window.watch = async (peer, videos, audios) => {
  const connection = (window.connection = new RTCPeerConnection());
  connection.ontrack = ({ track }) => {
    const element = document.body.appendChild(document.createElement(track.kind));
    element.autoplay = element.muted = true;
    element.srcObject = new MediaStream([track]);
  };
  await connection.setRemoteDescription({ type: "offer", sdp: await post("/watch", { peer, videos, audios }) });
  await connection.setLocalDescription();
  await gathered(connection);
  await post("/answer", { peer, answer: connection.localDescription.sdp });
};

// what came in: one object for each slot that ever got a packet, keyed by the section's number
window.seen = async () => {
  const found = {};
  for (const one of (await window.connection.getStats()).values()) {
    if (one.type === "inbound-rtp") {
      found[one.mid] = {
        kind: one.kind,
        packets: one.packetsReceived,
        frames: one.framesDecoded || 0,
        width: one.frameWidth || 0,
        lost: one.packetsLost,
        asked: (one.pliCount || 0) + (one.nackCount || 0),
      };
    }
  }
  return found;
};
