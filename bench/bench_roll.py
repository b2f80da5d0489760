"""The roll of presence beside a scripted truth: joins, leaves, crashes, freezes, comings back, and a killed process.

Run: python -m bench.bench_sockets roll [people]. Printed as JSON lines.
"""

from __future__ import annotations

import asyncio
import json
import random
import socket
import struct
import time
from contextlib import ExitStack
from dataclasses import dataclass, field

import psycopg
from tests.platform.live.page import opening
from tests.platform.live.tools import SCHEMA, SECRET, LiveProcess

from prasan.platform.live.tickets import Claim, sign
from prasan.platform.postgres import temporary_cluster

PONG = b"\x8a\x80\0\0\0\0"
CLOSE = b"\x88\x82\0\0\0\0\x03\xe8"
TOPIC = "m:5"
WHY = {"leave": "left", "crash": "lost", "vanish": "lost", "freeze": "lost"}


@dataclass
class Person:
    """One who joins and ends as scripted, perhaps twice; `truth` holds (joined, ended, how)."""

    number: int
    script: list[tuple[float, float, str]]
    truth: list[tuple[float, float | None, str]] = field(default_factory=list)

    async def play(self, port: int, start: float) -> None:
        for joins, ends, how in self.script:
            await asyncio.sleep(max(0.0, start + joins - time.time()))
            await self.once(port, start + ends, how)

    async def once(self, port: int, ends: float, how: str) -> None:
        claim = Claim(TOPIC, f"{TOPIC}/{self.number}")
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(opening(sign([TOPIC], self.number, key=SECRET, presence=claim)))
        await reader.readuntil(b'"event":"ready"}')
        place = len(self.truth)
        self.truth.append((time.time(), None, ""))
        try:
            async with asyncio.timeout(max(0.05, ends - time.time())):
                while data := await reader.read(65536):
                    writer.write(PONG * data.count(b"\x89\x00"))
        except TimeoutError:
            pass
        self.truth[place] = (self.truth[place][0], time.time(), WHY.get(how, ""))
        await self.end(writer, how)

    async def end(self, writer: asyncio.StreamWriter, how: str) -> None:
        if how == "freeze":  # nothing is read, nothing answered, the connection stays
            writer.transport.pause_reading()
            await asyncio.sleep(6)
            writer.transport.abort()
        elif how == "crash":
            raw = writer.get_extra_info("socket")
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()
        elif how == "vanish":
            writer.transport.abort()
        elif how == "leave":
            writer.write(CLOSE)
            await writer.drain()
            writer.close()


def scripts(people: int) -> list[Person]:
    """All join within a second and a half; half end one way or another, some of them come back."""
    chance = random.Random(77)
    found = []
    for number in range(1, people + 1):
        how = ["leave", "crash", "freeze", "vanish", "stay", "stay"][number % 6]
        joins = chance.uniform(0, 1.5)
        first = (joins, chance.uniform(4, 12), how) if how != "stay" else (joins, 22.0, "leave")
        script = [first]
        if how != "stay" and number % 4 == 1:
            back = first[1] + (7.5 if how == "freeze" else chance.uniform(0.2, 2))
            script.append((back, 22.5, "crash"))
        found.append(Person(number, script))
    return found


async def watch(database: str, people: list[Person], stop: asyncio.Event) -> list[float]:
    """Ask the roll all the time; return how long it differed from the truth for each key, each time."""
    since: dict[str, float] = {}
    late: list[float] = []
    async with await psycopg.AsyncConnection.connect(database, autocommit=True) as connection:
        while not stop.is_set():
            cursor = await connection.execute(
                "SELECT DISTINCT key FROM platform_presence WHERE topic = %s AND closed IS NULL", (TOPIC,)
            )
            told = {key for (key,) in await cursor.fetchall()}
            now = time.time()
            true = {f"{TOPIC}/{one.number}" for one in people if one.truth and one.truth[-1][1] is None}
            for key in told ^ true:
                since.setdefault(key, now)
            for key in [key for key in since if key not in told ^ true]:
                late.append(now - since.pop(key))
            await asyncio.sleep(0.05)
    return late


def compare(connection: psycopg.Connection, people: list[Person]) -> dict:
    """Set each row beside what its person did."""
    opened, closed, wrong = [], [], 0
    for one in people:
        rows = connection.execute(
            "SELECT extract(epoch FROM opened)::float8, extract(epoch FROM closed)::float8, why FROM platform_presence"
            " WHERE key = %s ORDER BY opened",
            (f"{TOPIC}/{one.number}",),
        ).fetchall()
        wrong += abs(len(rows) - len(one.truth))
        for (start, end, why), (joined, ended, how) in zip(rows, one.truth, strict=False):
            opened.append(abs(start - joined))
            closed.append((abs((end or 0) - (ended or 0)), how))
            wrong += why != how
    return {
        "connections": len(opened),
        "wrong_or_missing": wrong,
        "opened_off_max_s": round(max(opened), 3),
        "closed_off_max_s": round(max(off for off, _ in closed), 3),
        "closed_in_order_off_max_s": round(max(off for off, how in closed if how == "left"), 3),
    }


async def meet(database: str, people: list[Person], port: int) -> list[float]:
    stop = asyncio.Event()
    watching = asyncio.create_task(watch(database, people, stop))
    start = time.time() + 1
    await asyncio.gather(*(one.play(port, start) for one in people))
    await asyncio.sleep(4)
    stop.set()
    return await watching


async def killed(database: str, live: LiveProcess, again: LiveProcess, people: int) -> dict:
    """Everybody is there, the process is killed, another one starts; nobody comes back."""
    group = [Person(1000 + number, [(0, 60, "stay")]) for number in range(people)]
    tasks = [asyncio.create_task(one.play(live.port, time.time())) for one in group]
    async with await psycopg.AsyncConnection.connect(database, autocommit=True) as connection:
        count = "SELECT count(*) FROM platform_presence WHERE person_id >= 1000 AND closed IS NULL"
        while (await (await connection.execute(count)).fetchone())[0] < people:
            await asyncio.sleep(0.05)
        await asyncio.sleep(2.3)
        live.kill()
        moment = time.time()
        again.start()
        while (await (await connection.execute(count)).fetchone())[0]:
            await asyncio.sleep(0.05)
        told = time.time() - moment
        ends = await connection.execute(
            "SELECT max(abs(extract(epoch FROM closed)::float8 - %s)), count(*) FILTER (WHERE why = 'restarted')"
            " FROM platform_presence WHERE person_id >= 1000",
            (moment,),
        )
        off, right = await ends.fetchone()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return {
        "killed_with": people,
        "restarted": right,
        "closed_off_max_s": round(off, 3),
        "told_after_s": round(told, 2),
    }


class Waiting(LiveProcess):
    """A live process that is started later."""

    def __init__(self, database: str) -> None:
        self.database = database

    def start(self) -> None:
        super().__init__(self.database)


def main(people: str = "77") -> None:
    """Play the script, compare, then kill the process."""
    with ExitStack() as stack:
        server = stack.enter_context(temporary_cluster())
        connection = stack.enter_context(psycopg.connect(server.url, autocommit=True))
        connection.execute(SCHEMA)
        live = LiveProcess(server.url)
        stack.callback(live.stop)
        live.wait()
        group = scripts(int(people))
        late = asyncio.run(meet(server.url, group, live.port))
        found = compare(connection, group)
        (rows,) = connection.execute("SELECT count(*) FROM platform_outbox").fetchone()
        told = {"changes": len(late), "roll_late_max_s": round(max(late), 3), "outbox_rows": rows}
        print(json.dumps({"people": len(group), **found, **told}), flush=True)
        again = Waiting(server.url)
        print(json.dumps(asyncio.run(killed(server.url, live, again, int(people)))), flush=True)
        again.stop()


if __name__ == "__main__":
    main()
