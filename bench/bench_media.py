"""The media engine at full house: 77 receivers of nine pictures and three sounds, beside plain UDP of the same packets.

python bench/bench_media.py [--receivers 77] [--seconds 10] [--rounds 3]. No database. One picture is 640×360 at
500 kbit/s, eight are 120 kbit/s, 15 pictures a second; sounds 50 packets a second. *missing* are streams that got
nothing while it was measured; *joined* is from the first question to the first packet of each of the 12 streams.
Janus does not use the loopback address alone: run it in a network namespace of its own (docs/benchmarks.md).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from bench.media_load import packets_a_second  # noqa: E402
from bench.procs import cpu, median, quantile, tree  # noqa: E402

from prasan.meetings.media.embedded.client import EmbeddedEngine, Sidecar  # noqa: E402
from prasan.meetings.media.janus.client import JanusProcess  # noqa: E402

os.environ["PYTHONPATH"] = f"{ROOT}:{ROOT / 'src'}"
ENV = dict(os.environ)


class Load:
    """A child of this benchmark that answers in JSON lines."""

    def __init__(self, *words: object) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.media_load", *map(str, words)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=ENV,
            cwd=ROOT,
        )

    def read(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())

    def ask(self) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return self.read()


@contextlib.contextmanager
def loaded(*words: object) -> Iterator[Load]:
    load = Load(*words)
    try:
        yield load
    finally:
        load.process.terminate()
        load.process.wait()


def memory(pid: int) -> float:
    """Resident megabytes of a process and its children, shared libraries counted in full each time."""
    found = 0.0
    for one in tree(pid):
        for line in Path(f"/proc/{one}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                found += int(line.split()[1]) / 1024
    return found


def engine(process: Sidecar, folder: Path, receivers: int, seconds: float) -> dict[str, Any]:
    """Measure an engine of the product; Janus' own process and the one that steers it count together."""
    process.start(60)
    steering = EmbeddedEngine(folder)
    steering.open("full")
    try:
        with loaded("send", folder, "full") as senders:
            senders.read()  # all are in before the first receiver comes
            with loaded("receive", folder, "full", receivers) as watchers:
                return joined_and_measured(process.pid, senders, watchers, seconds, receivers)
    finally:
        steering.hang_up()
        process.stop()


def embedded(receivers: int, seconds: float) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        return engine(Sidecar(Path(folder), ["--address", "127.0.0.1"]), Path(folder), receivers, seconds)


def janus(receivers: int, seconds: float, address: str) -> dict[str, Any]:
    """The engine of a ministry's server: Janus with two event loops, on an address that is not the loopback one."""
    with tempfile.TemporaryDirectory() as folder:
        options = ["--address", address, "--loops", "2"]
        return engine(JanusProcess(Path(folder), options), Path(folder), receivers, seconds)


def joined_and_measured(pid: int, senders: Load, watchers: Load, seconds: float, receivers: int) -> dict[str, Any]:
    joined = watchers.read()
    if "missing" in joined:
        joined = watchers.read()
    time.sleep(2)
    return measured(pid, senders, watchers, seconds, receivers) | {
        "joined": joined["all"],
        "each p95": quantile(joined["each"], 0.95),
        "most": max(joined["each"], default=float("nan")),
        "memory": memory(pid),
    }


def measured(pid: int, senders: Load, watchers: Load, seconds: float, receivers: int) -> dict[str, Any]:
    before, sent, used, start = watchers.ask(), senders.ask(), cpu([pid]), time.perf_counter()
    time.sleep(seconds)
    after, sent_after, used_after = watchers.ask(), senders.ask(), cpu([pid])
    took = time.perf_counter() - start
    got = [b - a for a, b in zip(before["streams"], after["streams"], strict=True)]
    return {
        "cpu": (used_after - used) / took * 100,
        "packets": sum(got) / took,
        "mbit": (after["octets"] - before["octets"]) * 8 / took / 1e6,
        "missing": sum(count == 0 for count in got),
        "share": sum(got) / ((sent_after["sent"] - sent["sent"]) * receivers),
        "load cpu": (after["cpu"] - before["cpu"] + sent_after["cpu"] - sent["cpu"]) / took * 100,
    }


def floor(receivers: int, seconds: float) -> dict[str, Any]:
    with loaded("raw-receive", receivers) as watchers:
        ports = watchers.read()["ports"]
        with loaded("raw-forward", json.dumps(ports)) as forwarder, loaded("raw-send", forwarder.read()["port"]):
            time.sleep(2)
            pid = forwarder.process.pid
            before, used, start = watchers.ask(), cpu([pid]), time.perf_counter()
            time.sleep(seconds)
            after, used_after = watchers.ask(), cpu([pid])
            took = time.perf_counter() - start
            packets = (after["count"] - before["count"]) / took
            return {"cpu": (used_after - used) / took * 100, "packets": packets, "memory": memory(pid)}


def per_packet(one: dict[str, Any], other: dict[str, Any]) -> float:
    """CPU per packet of one beside another, so that a round in which a generator fell behind is still fair."""
    return one["cpu"] / one["packets"] / (other["cpu"] / other["packets"])


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--receivers", type=int, default=77)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--janus", metavar="ADDRESS", help="measure Janus too, on this address of the machine")
    given = parser.parse_args()
    wanted = sum(times for _size, times in packets_a_second()) * given.receivers
    print(f"{given.receivers} receivers, {wanted:.0f} packets/s wanted, load average {os.getloadavg()[0]:.1f}")
    found: dict[str, list[float]] = {}
    for number in range(given.rounds):
        base, ours = floor(given.receivers, given.seconds), embedded(given.receivers, given.seconds)
        rows = {"floor": base, "embedded": ours}
        found.setdefault("embedded / floor", []).append(per_packet(ours, base))
        if given.janus:
            ENV["BENCH_ADDRESS"] = given.janus
            rows["janus"] = janus(given.receivers, given.seconds, given.janus)
            del ENV["BENCH_ADDRESS"]
            found.setdefault("embedded / janus", []).append(per_packet(ours, rows["janus"]))
        for name, row in rows.items():
            print(number, f"{name:9}", {key: round(value, 2) for key, value in row.items()}, flush=True)
    for name, ratios in found.items():
        print(f"{name}, CPU per packet: {median(ratios):.2f} of {[round(one, 2) for one in ratios]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
