"""The worker: runs queued and scheduled jobs, and tells the listeners what happened.

`main()` runs until SIGTERM or SIGINT; a job in hand is finished first (up to `GRACE` seconds).
"""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
import time
from typing import Any

import django
import psycopg
from django.apps import apps
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils.module_loading import autodiscover_modules
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException

log = logging.getLogger("prasan.worker")

GRACE = 20.0
IDLE_SECONDS = 1.0
NUMBERING_SECONDS = 0.1
HEARTBEAT_SECONDS = 10.0
STALLED_SECONDS = 45.0


class EventLoop(threading.Thread):
    """Tells the listeners, woken by the ticker's NOTIFY; numbers the outbox itself where no live process runs."""

    def __init__(self) -> None:
        super().__init__(name="listeners", daemon=True)
        self.stopping = threading.Event()
        self._wake: psycopg.Connection[Any] | None = None

    def run(self) -> None:
        """Dispatch until stopped; a database that is away is waited for."""
        from prasan.platform.jobs.listeners import dispatch, number

        pause = 0.2
        while not self.stopping.is_set():
            try:
                close_old_connections()
                ours = number()
                dispatch()
                pause = 0.2
                self._wait(NUMBERING_SECONDS if ours else IDLE_SECONDS, poll=ours)
            except (DatabaseError, InterfaceError, psycopg.Error) as error:
                log.warning("listeners: %s; again in %.1f s", type(error).__name__, pause)
                connection.close()
                self._close_wake()
                self.stopping.wait(pause)
                pause = min(pause * 2, 5.0)
        self._close_wake()
        connection.close()

    def _wait(self, seconds: float, *, poll: bool) -> None:
        """Wait for the ticker's word, at most some seconds."""
        if poll:
            self.stopping.wait(seconds)
            return
        if self._wake is None or self._wake.closed:
            self._wake = _raw_connection()
            self._wake.execute("LISTEN prasan_live")
        for _word in self._wake.notifies(timeout=seconds, stop_after=1):
            return

    def _close_wake(self) -> None:
        if self._wake is not None:
            self._wake.close()
            self._wake = None


def _raw_connection() -> psycopg.Connection[Any]:
    """Return a connection of its own, outside of Django's transactions."""
    return psycopg.connect(**connector_params(), autocommit=True)


def load_rooms() -> None:
    """Load every room's jobs and listeners, and the platform's own."""
    from prasan.platform.files import scan  # noqa: F401
    from prasan.platform.jobs import housekeeping  # noqa: F401
    from prasan.platform.notices import deliver  # noqa: F401

    autodiscover_modules("jobs", "listeners")


async def rescue(app: Any) -> int:
    """Queue again the jobs whose worker died; return how many."""
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS))
    for one in stalled:
        log.warning("job rescued from a dead worker", extra={"job": one.task_name, "id": one.id})
        await app.job_manager.retry_job(one)
    return len(stalled)


async def _rescue_for_ever(app: Any) -> None:
    while True:
        try:
            await rescue(app)
        except Exception:
            log.exception("rescue failed")
        await asyncio.sleep(STALLED_SECONDS / 3)


async def _serve(concurrency: int, asked: threading.Event) -> None:
    """Run jobs until asked to stop, or until the database goes away."""
    from procrastinate.contrib.django import app

    # A second app over the same tasks: jobs that queue jobs keep Django's connection, and so its transaction.
    worker_app = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
    loop = asyncio.get_running_loop()
    async with worker_app.open_async():
        work = asyncio.create_task(
            worker_app.run_worker_async(
                concurrency=concurrency,
                install_signal_handlers=False,
                shutdown_graceful_timeout=GRACE,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=STALLED_SECONDS,
                fetch_job_polling_interval=5.0,
                delete_jobs="successful",
            )
        )

        def stop() -> None:
            asked.set()
            work.cancel()

        rescuing = asyncio.create_task(_rescue_for_ever(worker_app))
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop)
        try:
            await work
        except asyncio.CancelledError:
            log.info("worker stopped")
        finally:
            rescuing.cancel()


def main(concurrency: int = 2) -> int:
    """Run the worker until it is asked to stop; return the exit code.

    Parameters: `concurrency`, how many jobs run side by side. A lost database is waited for.
    """
    if not apps.ready:
        django.setup()
    load_rooms()
    events = EventLoop()
    events.start()
    asked = threading.Event()
    pause = 0.5
    while not asked.is_set():
        started = time.monotonic()
        try:
            asyncio.run(_serve(concurrency, asked))  # it also ends, without a word, when the database goes away
        except KeyboardInterrupt:
            asked.set()
        except Exception as error:
            if not _database_fault(error):
                raise
            log.warning("worker: %s", type(error).__name__)
        if not asked.is_set():
            pause = 0.5 if time.monotonic() - started > 60 else min(pause * 2, 10.0)
            log.warning("worker begins again in %.1f s", pause)
            time.sleep(pause)
    events.stopping.set()
    events.join(timeout=10)
    return 0


def _database_fault(error: BaseException) -> bool:
    """Tell whether an error comes from a database that is away."""
    seen: list[BaseException] = [error]
    while seen:
        one = seen.pop()
        if isinstance(one, ConnectorException | psycopg.Error | DatabaseError | InterfaceError | OSError):
            return True
        if isinstance(one, BaseExceptionGroup):
            seen.extend(one.exceptions)
        seen.extend(cause for cause in (one.__cause__, one.__context__) if cause is not None)
    return False


if __name__ == "__main__":
    raise SystemExit(main())
