"""Numbering: total order by visibility, nobody waits for a long transaction, an idle tick costs next to nothing."""

import asyncio
import random
import threading

import psycopg

from prasan.platform.live import ticker
from prasan.platform.live.metrics import Metrics
from prasan.platform.live.ticker import Ticker, connect, tick

from .tools import until, write


def run_tick(database):
    async def once():
        async with await connect(database, "test") as connection:
            return await tick(connection)

    return asyncio.run(once())


def numbers(connection):
    return connection.execute("SELECT id, seq FROM platform_outbox ORDER BY seq").fetchall()


def test_a_long_transaction_holds_nobody_up_and_is_numbered_when_it_becomes_visible(database):
    with psycopg.connect(database) as slow, psycopg.connect(database, autocommit=True) as quick:
        first = write(slow, "a")
        second = write(quick, "a")
        assert run_tick(database)[0] == 1
        assert numbers(quick) == [(second, 1)]  # the other row is not visible yet
        slow.commit()
        assert run_tick(database)[0] == 1
        assert numbers(quick) == [(second, 1), (first, 2)]


def test_one_tick_numbers_in_the_order_of_ids(database):
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(
            "INSERT INTO platform_outbox (id, name, payload, topics) "
            "SELECT 5001 - n, 'x', '{}', '{a}' FROM generate_series(1, 5000) n"
        )
        assert run_tick(database)[0] == 5000
        rows = numbers(connection)
        assert [row[0] for row in rows] == list(range(1, 5001))
        assert [row[1] for row in rows] == list(range(1, 5001))


def write_and_commit_out_of_order(database, seed, written, lock):
    """Write transactions of one to four rows that stay open for a random time; some roll back."""
    chance = random.Random(seed)
    with psycopg.connect(database) as connection:
        for _ in range(40):
            ids = [write(connection, "a") for _ in range(chance.randint(1, 4))]
            threading.Event().wait(chance.random() * 0.02)
            if chance.random() < 0.15:
                connection.rollback()
                continue
            connection.commit()
            with lock:
                written.update(ids)


async def follow(database, threads, written):
    """Read what is above the last number seen, while the ticker runs, until all that was written has come."""
    metrics = Metrics()
    work = asyncio.create_task(Ticker(database, metrics, 0.005, 0.005).run())
    seen, last = [], 0
    async with await connect(database, "test") as connection:
        while any(thread.is_alive() for thread in threads) or len(seen) < len(written):
            cursor = await connection.execute(
                "SELECT id, seq FROM platform_outbox WHERE seq > %s ORDER BY seq", (last,)
            )
            for row in await cursor.fetchall():
                assert row[1] > last
                last = row[1]
                seen.append(row[0])
            await asyncio.sleep(0.003)
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
    assert metrics.events_numbered_total == len(seen)
    return seen


def test_a_reader_that_goes_on_from_its_last_number_sees_every_row_once(database):
    written, lock = set(), threading.Lock()
    threads = [
        threading.Thread(target=write_and_commit_out_of_order, args=(database, seed, written, lock))
        for seed in range(8)
    ]
    for thread in threads:
        thread.start()
    seen = asyncio.run(asyncio.wait_for(follow(database, threads, written), 60))
    assert len(seen) == len(set(seen))
    assert set(seen) == written
    assert seen != sorted(seen), "the writers did not commit out of order: the test proves nothing"


def test_only_one_of_two_tickers_holds_the_lock(database):
    async def both():
        one, two = (Ticker(database, Metrics(), 0.01, 0.01) for _ in range(2))
        tasks = [asyncio.create_task(each.run()) for each in (one, two)]
        while not (one.holds or two.holds):
            await asyncio.sleep(0.01)
        await asyncio.sleep(1.5)
        assert one.holds != two.holds
        holder, other = (0, two) if one.holds else (1, one)
        tasks[holder].cancel()
        while not other.holds:
            await asyncio.sleep(0.01)
        tasks[1 - holder].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run(asyncio.wait_for(both(), 20))


def test_an_idle_tick_reads_the_partial_index_and_takes_no_transaction_number(database):
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(
            "INSERT INTO platform_outbox (seq, name, payload, topics) "
            "SELECT nextval('platform_outbox_seq'), 'x', '{}', '{a}' FROM generate_series(1, 20000)"
        )
        connection.execute("VACUUM ANALYZE platform_outbox")
        before = connection.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())").fetchone()
        assert run_tick(database) == (0, 0.0)
        assert connection.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())").fetchone() == before
        plan = "\n".join(row[0] for row in connection.execute(f"EXPLAIN (ANALYZE, BUFFERS) {ticker.NUMBER}"))
        assert "platform_outbox_unnumbered" in plan
        assert "Seq Scan on platform_outbox" not in plan


def test_the_ticker_comes_back_when_its_connection_is_cut(database):
    async def cut():
        metrics = Metrics()
        one = Ticker(database, metrics, 0.01, 0.01)
        task = asyncio.create_task(one.run())
        while not one.holds:
            await asyncio.sleep(0.01)
        with psycopg.connect(database, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'prasan-live-ticker'"
                " AND datname = current_database()"
            )
            write(connection, "a")
        while metrics.events_numbered_total < 1:
            await asyncio.sleep(0.01)
        assert metrics.ticker_failures_total >= 1
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(asyncio.wait_for(cut(), 20))
    with psycopg.connect(database) as connection:
        assert until(lambda: connection.execute("SELECT seq FROM platform_outbox").fetchone()) == (1,)
