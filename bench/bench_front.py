"""What the front door costs: pages through the door beside the same pages asked of granian itself.

Run: python -m bench.bench_front [seconds per run] [pairs]. Needs wrk and granian; prints JSON lines and a table.
CPU is summed over door and granian; PostgreSQL is left out (the door's streams are idle here).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import psycopg
from bench.procs import cpu, free_port, median, memory, running, wait_port
from tests.platform.live.tools import _START, SCHEMA, SECRET

from prasan.platform.postgres import temporary_cluster

REPORT = """
done = function(summary, latency, requests)
  io.write(string.format("R %d %d %d %d\\n", summary.requests, summary.errors.status + summary.errors.read
    + summary.errors.connect + summary.errors.timeout, latency:percentile(50), latency:percentile(99)))
end
"""


def granian(stack: ExitStack, app: str, threads: int, **bind: object) -> int:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1", "--no-ws"]
    command += ["--blocking-threads", threads, "--log-level", "critical"]
    command += ["--uds", bind["uds"]] if "uds" in bind else ["--host", "127.0.0.1", "--port", bind["port"]]
    return stack.enter_context(running(*command, f"bench.front_apps:{app}"))


def door(stack: ExitStack, database: str, backend: str, threads: int) -> tuple[list[int], int]:
    port = free_port()
    given = {"database_url": database, "secrets": [SECRET], "listen": f"127.0.0.1:{port}"}
    given |= {"backend": backend, "backend_connections": threads}
    return [stack.enter_context(running(sys.executable, "-c", _START, json.dumps(given)))], port


def load(port: int, seconds: int, script: str) -> tuple[int, int, float, float]:
    """Ask with wrk (one thread, eight connections); return requests, errors, p50 and p99 in ms."""
    command = ["wrk", "-t1", "-c8", f"-d{seconds}s", "-s", script, f"http://127.0.0.1:{port}/"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"^R (\d+) (\d+) (\d+) (\d+)$", told, re.M)
    return int(found[1]), int(found[2]), int(found[3]) / 1000, int(found[4]) / 1000


def arms(stack: ExitStack, database: str, app: str, threads: int) -> dict[str, tuple[list[int], int]]:
    """Start every arm: name → (process roots, port)."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    port = free_port()
    direct = granian(stack, app, threads, port=port)
    behind_tcp_port = free_port()
    behind_tcp = granian(stack, app, threads, port=behind_tcp_port)
    behind_socket = granian(stack, app, threads, uds=folder / "g.sock")
    tcp, tcp_port = door(stack, database, f"127.0.0.1:{behind_tcp_port}", threads)
    unix, unix_port = door(stack, database, f"unix:{folder / 'g.sock'}", threads)
    return {
        "granian itself": ([direct], port),
        "door, granian on a port": ([behind_tcp, *tcp], tcp_port),
        "door, granian on a socket": ([behind_socket, *unix], unix_port),
    }


def measure(database: str, app: str, threads: int, seconds: int, pairs: int, arms=arms) -> list[dict]:
    """Interleave the arms `pairs` times and return the medians of each."""
    with ExitStack() as stack:
        script = stack.enter_context(tempfile.NamedTemporaryFile("w", suffix=".lua"))
        script.write(REPORT)
        script.flush()
        started = arms(stack, database, app, threads)
        for _, port in started.values():
            wait_port(port)
            load(port, 1, script.name)
        runs: dict[str, list[tuple[float, float, float, int]]] = {name: [] for name in started}
        for _ in range(pairs):
            for name, (roots, port) in started.items():
                before = cpu(roots)
                requests, errors, p50, p99 = load(port, seconds, script.name)
                runs[name].append(((cpu(roots) - before) * 1000 / requests, p50, p99, errors))
                time.sleep(0.2)
        return [
            {
                "app": app,
                "threads": threads,
                "arm": name,
                "cpu_ms": round(median([run[0] for run in found]), 4),
                "p50_ms": round(median([run[1] for run in found]), 3),
                "p99_ms": round(median([run[2] for run in found]), 3),
                "errors": sum(run[3] for run in found),
                "memory_mb": round(memory(started[name][0]), 1),
            }
            for name, found in runs.items()
        ]


def main(seconds: int = 3, pairs: int = 5) -> None:
    """Measure hello and page, print rows as JSON lines and then as a table."""
    with temporary_cluster() as server:
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute(SCHEMA)
        rows = measure(server.url, "hello", 1, seconds, pairs) + measure(server.url, "page", 2, seconds, pairs)
    base = {row["app"]: row for row in rows if row["arm"] == "granian itself"}
    for row in rows:
        row["cpu_ratio"] = round(row["cpu_ms"] / base[row["app"]]["cpu_ms"], 3)
        row["p99_ratio"] = round(row["p99_ms"] / base[row["app"]]["p99_ms"], 3)
        print(json.dumps(row))
    print("| app | arm | CPU ms per request | ratio | p99 ms | ratio | PSS MB | errors |")
    print("|---|---|---|---|---|---|---|---|")
    for row in rows:
        keys = ("app", "arm", "cpu_ms", "cpu_ratio", "p99_ms", "p99_ratio", "memory_mb", "errors")
        print("| " + " | ".join(str(row[key]) for key in keys) + " |")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
