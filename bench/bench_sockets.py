"""WebSockets beside the least that a loop can do, and the roll of presence beside what really happened.

Run: python -m bench.bench_sockets [clients] [rounds] [pairs], python -m bench.bench_sockets roll [people].

First: a body of 1.5 kB goes to every client. Arm `live` is our process with a real database: one commit per
round, the ticker numbers it, the feed fetches the body, every socket gets it; pings each second go on. Arm
`floor` is a plain loop (same uvloop) that writes the same bytes to as many bare connections, told through a
pipe. `p50`/`p99` are from commit (or the pipe) to receipt, `fan` from the ticker's NOTIFY (or the pipe).
CPU per delivery counts the whole process, pings and polling of the database included.

Second: people join, leave in order, crash (reset), vanish (end without a word), freeze, come back; then the process is
killed and started again. Printed is by how many seconds the table differs from what each did, and how late
the roll told it.
"""

from __future__ import annotations

import base64
import json
import pickle
import random
import select
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack

import psycopg
from bench.bench_live import start_live
from bench.procs import cpu, free_port, median, memory, quantile, wait_port
from tests.platform.live.page import opening
from tests.platform.live.tools import SCHEMA, SECRET

from prasan.platform.live.tickets import sign
from prasan.platform.live.wire import FRAMES
from prasan.platform.postgres import temporary_cluster

BYTES = 1500
PERIOD = 0.25


def body(number: int) -> str:
    """Return a scorecard of about 1.5 kB; the round stands at its end."""
    rows = [{"ตัวชี้วัด": place, "เป้า": 1000 + number, "ผล": 900 + place} for place in range(18)]
    text = json.dumps({"rows": rows, "pad": "", "round": number, "end": 1}, ensure_ascii=False, separators=(",", ":"))
    return text.replace('"pad":""', f'"pad":"{"x" * (BYTES - len(text.encode()))}"')


def open_clients(port: int, heads: list[bytes]) -> subprocess.Popen:
    """Start the load client and wait until all are open."""
    client = subprocess.Popen(
        [sys.executable, "-m", "bench.socket_client"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    told = {"port": port, "heads": [base64.b64encode(head).decode() for head in heads]}
    client.stdin.write(json.dumps(told) + "\n")
    client.stdin.flush()
    if not select.select([client.stdout], [], [], 120)[0] or not client.stdout.readline():
        client.kill()
        raise SystemExit("sockets could not be opened")
    return client


def collect(client: subprocess.Popen) -> tuple[list[tuple[int, int, float]], int]:
    """Stop the load client and return what it received and how many of its connections were cut."""
    with tempfile.NamedTemporaryFile() as out:
        client.stdin.write(out.name + "\n")
        client.stdin.flush()
        client.wait(60)
        return pickle.load(out)


def run_live(clients: int, rounds: int) -> dict:
    with ExitStack() as stack:
        server = stack.enter_context(temporary_cluster())
        connection = stack.enter_context(psycopg.connect(server.url, autocommit=True))
        connection.execute(SCHEMA)
        listener = stack.enter_context(psycopg.connect(server.url, autocommit=True))
        listener.execute("LISTEN prasan_live")
        pid, port = start_live(stack, server.url)
        empty = memory([pid])
        client = open_clients(port, [opening(sign(["m:5/card"], n, key=SECRET, ttl=900)) for n in range(clients)])
        time.sleep(1.5)
        full = memory([pid])
        before = cpu([pid])
        time.sleep(5)
        quiet = (cpu([pid]) - before) / 5
        before, sent, told = cpu([pid]), [], []
        for number in range(rounds):
            with connection.transaction():
                row = connection.execute(
                    "INSERT INTO platform_outbox (name, payload, topics) VALUES ('card', '{}', '{m:5/card}')"
                    " RETURNING id"
                ).fetchone()
                connection.execute("INSERT INTO platform_body VALUES (%s, %s)", (row[0], body(number)))
                sent.append(time.time())
            for _ in listener.notifies(timeout=2, stop_after=1):
                told.append(time.time())
            time.sleep(PERIOD * random.uniform(0.8, 1.2))
        time.sleep(1)
        used = cpu([pid]) - before
        received, lost = collect(client)
    found = judge("live", clients, rounds, received, lost, sent, told)
    return found | {"cpu_us": used * 1e6 / len(received), "kb": (full - empty) * 1024 / clients, "quiet_cpu": quiet}


def run_floor(clients: int, rounds: int) -> dict:
    with ExitStack() as stack:
        port = free_port()
        floor = stack.enter_context(
            subprocess.Popen([sys.executable, "-m", "bench.socket_floor", str(port)], stdin=subprocess.PIPE)
        )
        stack.callback(floor.kill)
        wait_port(port)
        empty = memory([floor.pid])
        client = open_clients(port, [b""] * clients)
        time.sleep(1.5)
        full, before, sent = memory([floor.pid]), cpu([floor.pid]), []
        for number in range(rounds):
            text = FRAMES.message("m:5/card", number + 1, "card", body(number).encode())
            line = base64.b64encode(text) + b"\n"
            sent.append(time.time())
            floor.stdin.write(line)
            floor.stdin.flush()
            time.sleep(PERIOD * random.uniform(0.8, 1.2))
        time.sleep(1)
        used = cpu([floor.pid]) - before
        received, lost = collect(client)
    found = judge("floor", clients, rounds, received, lost, sent, sent)
    return found | {"cpu_us": used * 1e6 / len(received), "kb": (full - empty) * 1024 / clients, "quiet_cpu": 0.0}


def judge(arm, clients, rounds, received, lost, sent, told) -> dict:
    """Count what is missing or doubled, and the delays in ms."""
    pairs = [(place, number) for place, number, _ in received]
    late = [(when - sent[number]) * 1000 for _, number, when in received]
    fan = [(when - told[number]) * 1000 for _, number, when in received]
    return {
        "arm": arm,
        "deliveries": len(pairs),
        "missing": clients * rounds - len(set(pairs)),
        "doubled": len(pairs) - len(set(pairs)),
        "cut": lost,
        "p50": quantile(late, 0.5),
        "p99": quantile(late, 0.99),
        "fan_p50": quantile(fan, 0.5),
        "fan_p99": quantile(fan, 0.99),
    }


def main(clients: str = "1000", rounds: str = "80", pairs: str = "3") -> None:
    """Interleave the arms; print each run, then the medians and the ratios."""
    runs: dict[str, list[dict]] = {"live": [], "floor": []}
    print(json.dumps({"body_bytes": len(body(7).encode()), "clients": int(clients), "rounds": int(rounds)}))
    for _ in range(int(pairs)):
        for arm, run in (("live", run_live), ("floor", run_floor)):
            runs[arm].append(run(int(clients), int(rounds)))
            shown = {
                key: round(value, 3) if isinstance(value, float) else value for key, value in runs[arm][-1].items()
            }
            print(json.dumps(shown), flush=True)
    print("| measure | live | floor | ratio (median of pairs) |\n|---|---|---|---|")
    for key in ("p50", "p99", "fan_p50", "fan_p99", "cpu_us", "kb"):
        ours, theirs = (median([one[key] for one in runs[arm]]) for arm in ("live", "floor"))
        ratio = median([a[key] / b[key] for a, b in zip(runs["live"], runs["floor"], strict=True)])
        print(f"| {key} | {ours:.2f} | {theirs:.2f} | {ratio:.2f} |")
    for key in ("missing", "doubled", "cut"):
        print(f"| {key} | {sum(one[key] for one in runs['live'])} | {sum(one[key] for one in runs['floor'])} | |")


if __name__ == "__main__":
    if sys.argv[1:2] == ["roll"]:
        from bench.bench_roll import main as roll

        roll(*sys.argv[2:])
    else:
        main(*sys.argv[1:])
