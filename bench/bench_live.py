"""Live updates beside nginx with nchan: what a delivery costs, how late it is, whether anything is lost or doubled.

Run: python -m bench.bench_live [streams,streams…] [pairs]. Needs nginx with its nchan module (Debian:
libnginx-mod-nchan). Both arms get the same rows from the same outbox: a writer commits one transaction per round, our
ticker numbers it, then either the live process delivers it or a feeder (not counted) posts it to nchan. Each stream
follows topic 0 and three of the other 199; each round changes topic 0 and 19 others. Ratio = live / nchan.

CPU per delivery counts the whole live process (ticker, feed, hub) against nginx alone. `p99` is from commit to
receipt, `fan-out p99` from the ticker's NOTIFY to receipt: the first holds the wait for the tick (50 ms) in both arms.
"""

from __future__ import annotations

import json
import pickle
import random
import select
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import psycopg
from bench.procs import cpu, free_port, median, memory, quantile, running, wait_port
from tests.platform.live.tools import _START, SCHEMA, SECRET

from prasan.platform.live.tickets import sign
from prasan.platform.postgres import temporary_cluster

TOPICS = 200
PER_STREAM = 3
CHANGED = 20
ROUNDS = 60
NGINX = """
load_module {module};
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log crit;
worker_rlimit_nofile 20000;
events {{ worker_connections 16000; }}
http {{
  access_log off;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  keepalive_requests 1000000;
  nchan_shared_memory_size 256M;
  server {{
    listen 127.0.0.1:{port} backlog=4096;
    location = /pub {{ nchan_publisher; nchan_channel_id $arg_id; nchan_message_buffer_length 20;
      nchan_message_timeout 5m; }}
    location ~ ^/sub/(.+)$ {{ nchan_subscriber eventsource; nchan_channel_id $1;
      nchan_channel_id_split_delimiter ","; nchan_subscriber_first_message newest;
      nchan_eventsource_ping_interval 15; }}
  }}
}}
"""


def followed(streams: int) -> list[list[int]]:
    """Return the topics of each stream: the same for both arms and in every run."""
    chance = random.Random(streams)
    return [[0, *sorted(chance.sample(range(1, TOPICS), PER_STREAM))] for _ in range(streams)]


def changed() -> list[list[int]]:
    """Return the topics that each round changes."""
    chance = random.Random(7)
    return [[0, *chance.sample(range(1, TOPICS), CHANGED - 1)] for _ in range(ROUNDS)]


def start_live(stack: ExitStack, database: str) -> tuple[int, int]:
    port = free_port()
    given = {"database_url": database, "secrets": [SECRET], "listen": f"127.0.0.1:{port}"}
    pid = stack.enter_context(running(sys.executable, "-c", _START, json.dumps(given)))
    wait_port(port)
    return pid, port


def start_nchan(stack: ExitStack, database: str) -> tuple[int, int]:
    port = free_port()
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    folder.chmod(0o755)
    module = "/usr/lib/nginx/modules/ngx_nchan_module.so"
    (folder / "nginx.conf").write_text(NGINX.format(module=module, folder=folder, port=port))
    pid = stack.enter_context(running(shutil.which("nginx") or "nginx", "-p", folder, "-c", folder / "nginx.conf"))
    wait_port(port)
    given = json.dumps({"database_url": database, "port": port})
    stack.enter_context(running(sys.executable, "-m", "bench.nchan_feed", given))
    return pid, port


def paths(arm: str, follow: list[list[int]]) -> list[str]:
    """Return the address of each stream; only ours carries a ticket, nchan's filter is the list of channels."""
    if arm == "nchan":
        return ["/sub/" + ",".join(f"t{topic}" for topic in topics) for topics in follow]
    return [
        "/live?ticket=" + sign([f"t{topic}" for topic in topics], place, key=SECRET, ttl=900)
        for place, topics in enumerate(follow)
    ]


class Clock(threading.Thread):
    """Notes when the ticker told that a round was numbered; one transaction per round, so one notice each."""

    def __init__(self, database: str) -> None:
        super().__init__(daemon=True)
        self.told: list[float] = []
        self.stop = False
        self.connection = psycopg.connect(database, autocommit=True)
        self.connection.execute("LISTEN prasan_live")

    def run(self) -> None:
        while not self.stop:
            for _ in self.connection.notifies(timeout=0.2):
                self.told.append(time.time())
        self.connection.close()


def write_rounds(database: str, period: float) -> tuple[list[float], list[float]]:
    """Commit every round; return when each was committed and when the ticker told of it."""
    clock, committed = Clock(database), []
    clock.start()
    with psycopg.connect(database) as connection:
        for number, topics in enumerate(changed()):
            for topic in topics:
                connection.execute(
                    "INSERT INTO platform_outbox (name, payload, topics) VALUES (%s, '{}', %s)",
                    (f"{number}.{topic}", [f"t{topic}"]),
                )
            committed.append(time.time())
            connection.commit()
            time.sleep(period * random.uniform(0.8, 1.2))
    time.sleep(1.5)
    clock.stop = True
    clock.join()
    if len(clock.told) != ROUNDS:
        raise SystemExit(f"{len(clock.told)} ticks for {ROUNDS} rounds: the rounds ran into each other")
    return committed, clock.told


def open_streams(port: int, addresses: list[str]) -> subprocess.Popen:
    """Start the load client and wait until all its streams are open."""
    client = subprocess.Popen(
        [sys.executable, "-m", "bench.live_client"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    client.stdin.write(json.dumps({"port": port, "paths": addresses}) + "\n")
    client.stdin.flush()
    if not select.select([client.stdout], [], [], 120)[0] or not client.stdout.readline():
        client.kill()
        raise SystemExit("streams could not be opened")
    return client


def collect(client: subprocess.Popen) -> list[tuple[int, int, int, float]]:
    """Stop the load client and return what it received: stream, round, topic, time."""
    with tempfile.NamedTemporaryFile() as out:
        client.stdin.write(out.name + "\n")
        client.stdin.flush()
        client.wait(60)
        return pickle.load(out)


def run(arm: str, streams: int) -> dict:
    """Run one arm once on a fresh database and return what it did."""
    follow = followed(streams)
    with ExitStack() as stack:
        server = stack.enter_context(temporary_cluster())
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute(SCHEMA)
        pid, port = (start_live if arm == "live" else start_nchan)(stack, server.url)
        empty = memory([pid])
        client = open_streams(port, paths(arm, follow))
        time.sleep(1.5)
        full, before = memory([pid]), cpu([pid])
        committed, told = write_rounds(server.url, max(0.2, streams / 10_000))
        used = cpu([pid]) - before
        received = collect(client)
    return judge(arm, streams, follow, received, committed, told) | {
        "cpu_us": used * 1e6 / len(received),
        "kb_per_stream": (full - empty) * 1024 / streams,
    }


def judge(arm, streams, follow, received, committed, told) -> dict:
    """Count what was lost, doubled or not meant for the stream, and the delays in ms."""
    wanted = {
        (place, number, topic)
        for number, topics in enumerate(changed())
        for place, mine in enumerate(follow)
        for topic in set(topics) & set(mine)
    }
    got = [(place, number, topic) for place, number, topic, _ in received]
    return {
        "arm": arm,
        "streams": streams,
        "deliveries": len(got),
        "lost": len(wanted - set(got)),
        "doubled": len(got) - len(set(got)),
        "not_allowed": len(set(got) - wanted),
        "p50": quantile([(when - committed[number]) * 1000 for _, number, _, when in received], 0.5),
        "p99": quantile([(when - committed[number]) * 1000 for _, number, _, when in received], 0.99),
        "fan_p50": quantile([(when - told[number]) * 1000 for _, number, _, when in received], 0.5),
        "fan_p99": quantile([(when - told[number]) * 1000 for _, number, _, when in received], 0.99),
    }


def main(sizes: str = "1000,5000", pairs: str = "5") -> None:
    """Interleave the arms, print every run and the ratios as JSON lines, then the table."""
    table = []
    for streams in map(int, sizes.split(",")):
        runs: dict[str, list[dict]] = {"live": [], "nchan": []}
        for _ in range(int(pairs)):
            for arm, found in runs.items():
                found.append(run(arm, streams))
                print(
                    json.dumps({k: round(v, 2) if isinstance(v, float) else v for k, v in found[-1].items()}),
                    flush=True,
                )
        row = {"streams": streams, "pairs": int(pairs)}
        for key in ("cpu_us", "p50", "p99", "fan_p50", "fan_p99", "kb_per_stream"):
            row[key] = tuple(median([one[key] for one in runs[arm]]) for arm in ("live", "nchan"))
            row[f"{key}_ratio"] = median([a[key] / b[key] for a, b in zip(runs["live"], runs["nchan"], strict=True)])
        for key in ("lost", "doubled", "not_allowed"):
            row[key] = tuple(sum(one[key] for one in runs[arm]) for arm in ("live", "nchan"))
        print(json.dumps(row), flush=True)
        table.append(row)
    print("| streams | measure | live | nchan | ratio (median of pairs) |\n|---|---|---|---|---|")
    for row in table:
        for key in ("cpu_us", "p50", "p99", "fan_p50", "fan_p99", "kb_per_stream"):
            ours, theirs = row[key]
            print(f"| {row['streams']} | {key} | {ours:.2f} | {theirs:.2f} | {row[key + '_ratio']:.2f} |")
        for key in ("lost", "doubled", "not_allowed"):
            print(f"| {row['streams']} | {key} | {row[key][0]} | {row[key][1]} | |")


if __name__ == "__main__":
    main(*sys.argv[1:])
