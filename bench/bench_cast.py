"""The listeners' stream: how far behind the stage it is; what ffmpeg costs beside plain ffmpeg on the same pictures.

Run as root (it makes a network for Janus): python -m bench.bench_cast [--rounds 3] [--seconds 20] [--changes 3]

One who films at 640×360, 15 pictures a second and about 500 kbit/s, with sound, on Janus. *behind* is from the moment a
changed picture is sent until a segment that shows it stands in the playlist; a player stays one to three segments of
two seconds behind that. *floor* is ffmpeg with the same codecs and sizes, as fast as it was filmed, from the same VP8
in a file, in the same round; *steering* is what the process beside Janus spends on its mix of sounds and the playlist.
"""

from __future__ import annotations

import argparse
import functools
import os
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from aiortc.rtp import RtpPacket
from bench.procs import median, memory, tree
from tests.meetings.media import network
from tests.meetings.media.camera import OPUS, PUBLIC, SECRET
from tests.meetings.media.synthetic import Meeting, Sender, Track, Where, until

from prasan.meetings.media.cast.encoder import HEIGHT, RATE, WIDTH, words
from prasan.meetings.media.cast.process import ffmpeg
from prasan.meetings.media.engine import AUTO
from prasan.meetings.media.janus.client import JanusEngine, JanusProcess

ROOM, PEER = "bench", "trang"
MOST_BYTES = 1_150
SLOTS = {"v0": f"{PEER}/main", "a0": f"{PEER}/mic", "a1": AUTO, "a2": AUTO}


@functools.cache
def film(grey: int) -> tuple[bytes, ...]:
    """Four seconds of VP8: a textured wall with something that moves before it, as light as `grey`."""
    encoder = av.CodecContext.create("libvpx", "w")
    encoder.width, encoder.height, encoder.pix_fmt, encoder.bit_rate = WIDTH, HEIGHT, "yuv420p", 500_000
    encoder.time_base = Fraction(1, RATE)
    encoder.options = {"lag-in-frames": "0", "deadline": "realtime", "cpu-used": "8", "g": "9999"}
    random = np.random.default_rng(7)
    wall = random.integers(-20, 20, (HEIGHT, WIDTH)).astype(np.int16) + grey
    found = []
    for number in range(4 * RATE):
        plane = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
        picture = np.roll(wall, number % 3, axis=1)
        at = 60 + number * 4
        picture[80:320, at : at + 160] += random.integers(-8, 8, (240, 160)).astype(np.int16) + 15
        plane[:HEIGHT] = np.clip(picture, 16, 235)
        frame = av.VideoFrame.from_ndarray(plane, "yuv420p")
        frame.pts = number
        found += [bytes(one) for one in encoder.encode(frame)]
    return tuple(found)


class Film(Track):
    """A track that films at full size; `shows` is how light."""

    shows, _shown, _index = PUBLIC, PUBLIC, 0

    def __init__(self, name: str, kind: str, ssrc: int, skew: float) -> None:
        super().__init__(name, kind, ssrc, skew)
        self.step = 0.02 if kind == "audio" else 1 / RATE
        self.since = 0.0

    def packets(self, now: float) -> Iterator[RtpPacket]:
        """Yield the packets of the next picture or sound."""
        if self.kind == "audio":
            for packet in super().packets(now):
                packet.payload = OPUS[PUBLIC]
                yield packet
            return
        if self.key or self._shown != self.shows or self._index >= len(film(self.shows)):
            if self._shown != self.shows:
                self.since = time.monotonic()
            self._shown, self._index = self.shows, 0
        picture, self._index = film(self.shows)[self._index], self._index + 1
        first = next(iter(super().packets(now)))
        head, parts = first.payload[:5], [picture[at : at + MOST_BYTES] for at in range(0, len(picture), MOST_BYTES)]
        for number, part in enumerate(parts):
            body = (head[:4] if number == 0 else bytes([0x80]) + head[1:4]) + part
            yield RtpPacket(
                self.payload, int(number == len(parts) - 1), (first.sequence_number + number) % 65536,
                first.timestamp, self.ssrc, body,
            )  # fmt: skip
        self.seq = (first.sequence_number + len(parts)) % 65536
        self.pictures += 1
        self.key = False


class Filming(Sender):
    """A sender of such tracks."""

    made = Film


def light(path: Path) -> float:
    """Return how light the last picture of a segment is."""
    with av.open(str(path)) as found:
        frames = [frame.to_ndarray(format="gray") for frame in found.decode(video=0)]
    return float(frames[-1].mean())


def behind(sender: Filming, folder: Path) -> float:
    """Return the seconds from a changed picture's first packet until the playlist names a segment that shows it."""
    track = sender.tracks["main"]
    track.shows = SECRET if track.shows == PUBLIC else PUBLIC
    dark = track.shows == PUBLIC
    seen: set[str] = set()
    while True:
        until(lambda: fresh(folder, seen), "a segment")
        now, names = time.monotonic(), fresh(folder, seen)
        seen.update(names)
        if (light(folder / max(names)) < 130) is dark and now > track.since:
            return now - track.since


def fresh(folder: Path, seen: set[str]) -> set[str]:
    """Return the names of the segments that have not been looked at."""
    return {one.name for one in folder.glob("*.ts")} - seen


def of_ffmpeg(pid: int) -> int:
    """Return the process id of the encoder below a process."""
    for one in tree(pid):
        if Path(f"/proc/{one}/comm").read_text().strip() == "ffmpeg":
            return one
    raise SystemExit("no ffmpeg runs")


def share(pids: list[int], seconds: float) -> list[float]:
    """Return what part of a core each process alone spends, in per cent."""

    def spent(pid: int) -> float:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) / 1e9 for task in tasks)

    before, start = [spent(one) for one in pids], time.perf_counter()
    time.sleep(seconds)
    took = time.perf_counter() - start
    return [(spent(one) - was) / took * 100 for one, was in zip(pids, before, strict=True)]


def floor(seconds: float) -> float:
    """Return what plain ffmpeg spends on the same pictures from a file, in per cent of a core."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.ivf"
        frames = film(PUBLIC) * 20
        head = struct.pack("<4sHHIHHIIII", b"DKIF", 0, 32, 0x30385056, WIDTH, HEIGHT, RATE, 1, len(frames), 0)
        body = b"".join(struct.pack("<IQ", len(one), at) + one for at, one in enumerate(frames))
        path.write_bytes(head + body)
        told = words(ffmpeg(), Path(folder), True, 1, 0)
        codecs = told[told.index("-c:v") : told.index("-segment_list")]
        call = [ffmpeg(), "-nostdin", "-loglevel", "error", "-re", "-i", str(path), "-f", "lavfi", "-re", "-i"]
        call += ["anullsrc=r=48000:cl=mono", "-map", "0:v", "-map", "1:a", "-r", str(RATE), *codecs]
        with subprocess.Popen([*call, str(Path(folder) / "%04d.ts")]) as process:
            time.sleep(2)
            (found,) = share([process.pid], seconds)
            process.kill()
        return found


def one_round(engine: JanusEngine, process: JanusProcess, meeting: Meeting, folder: Path, given: Any) -> dict[str, Any]:
    """Measure once."""
    (sender,) = meeting.people
    start = time.monotonic()
    until(lambda: engine.tune(ROOM) == "on", "the stream")
    first = time.monotonic() - start
    late = []
    for _change in range(given.changes):
        engine.tune(ROOM)
        late.append(behind(sender, folder))
    engine.tune(ROOM)
    encoder = of_ffmpeg(process.pid)
    ours, steering = share([encoder, process.pid], min(given.seconds, 25))
    held = memory([encoder])
    size = sum(one.stat().st_size for one in folder.rglob("*.ts"))
    kbit = [one.stat().st_size * 8 / 2000 for one in folder.glob("*.ts")]
    engine.cast(ROOM, None)
    off = share([process.pid], 5)[0]
    engine.cast(ROOM, SLOTS)
    return {
        "first segment s": first, "behind s": late, "ffmpeg %": ours, "floor %": floor(given.seconds),
        "steering %": steering, "steering without %": off, "ffmpeg MB": held, "folder MB": size / 1e6,
        "kbit/s": median(kbit),
    }  # fmt: skip


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--changes", type=int, default=3)
    given = parser.parse_args()
    film(PUBLIC), film(SECRET)
    with network.own_network() as pid, tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        options = ("--address", network.ADDRESS, "--casts", str(folder / "casts"))
        process, engine = JanusProcess(folder, options, network.inside(pid)), JanusEngine(folder)
        process.start(60)
        with Meeting(engine, ROOM, Where(network.ADDRESS, pid, False)) as meeting:
            meeting.sender(PEER, "mic", "main", kind=Filming)
            engine.cast(ROOM, SLOTS)
            for number in range(given.rounds):
                row = one_round(engine, process, meeting, folder / "casts" / ROOM, given)
                shown = {name: _rounded(value) for name, value in row.items()}
                print(number, f"load {os.getloadavg()[0]:.1f}", shown, f"ffmpeg/floor {_ratio(row):.2f}", flush=True)
        engine.hang_up()
        process.stop()
    return 0


def _ratio(row: dict[str, Any]) -> float:
    return float(row["ffmpeg %"] / row["floor %"])


def _rounded(value: Any) -> Any:
    return [round(one, 2) for one in value] if isinstance(value, list) else round(value, 2)


if __name__ == "__main__":
    raise SystemExit(main())
