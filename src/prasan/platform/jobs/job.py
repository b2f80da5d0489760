"""Background jobs: many small items in one job, queued in the transaction that asks for them.

@job("imports.load", title=_("นำเข้าข้อมูล"))
def load(run, import_id):
    rows = Row.objects.filter(batch=import_id).order_by("pk").values_list("pk", flat=True)
    run.each(list(rows), take, size=500)

load.defer(actor, key=f"import-{pk}", import_id=pk)      # inside perform: committed or not at all
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

import psycopg
from django.conf import settings
from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from prasan.platform.commands.errors import PeopleError
from prasan.platform.jobs.models import JobProgress
from prasan.platform.jobs.outside import Outside
from prasan.platform.jobs.schedule import SCHEDULE, Scheduled
from prasan.platform.web.request_id import begin_request, current_request_id

T = TypeVar("T")
log = logging.getLogger("prasan.jobs")
JOBS: dict[str, Job] = {}
"""Every job by its name."""


class Cancelled(Exception):
    """Somebody asked the job to stop; what is done stays done."""


class Run:
    """One run of a job, as the job's function sees it.

    `progress` is the row that pages show; jobs queued without an actor have none.
    """

    def __init__(self, progress: JobProgress | None, seat_id: int | None = None) -> None:
        self.progress = progress
        self._seat_id = seat_id

    def actor(self) -> Any:
        """Return who queued the job, as they are now (setting PRASAN_JOB_ACTOR); what they lost meanwhile is lost.

        Raises Refused when they may act from that seat no longer.
        """
        who = self.progress.person_id if self.progress else None
        return import_string(settings.PRASAN_JOB_ACTOR)(who, self._seat_id)

    @contextmanager
    def whole(self, total: int) -> Iterator[Callable[[int], None]]:
        """Do something that is kept as a whole or not at all, while pages see how far it is.

        Yields `step(items)`, to be called inside the transaction of the work: it notes the progress over
        a connection of its own, since the transaction shows nothing before its end, and raises Cancelled
        when somebody asked to stop, so that the transaction is undone. A second run begins anew.
        """
        if self.progress is None:
            yield lambda items: None
            return
        with Outside(self.progress.pk, total) as outside:

            def step(items: int) -> None:
                if outside.note(items):
                    raise Cancelled(_("ยกเลิกแล้ว ไม่มีรายการใดถูกบันทึก"))

            try:
                yield step
            except BaseException:
                with suppress(psycopg.Error):  # what went wrong is told, not that it could not be noted
                    outside.reset()
                raise
            outside.flush()

    def each(self, items: Sequence[T], do: Callable[[Sequence[T]], None], *, size: int = 500) -> None:
        """Do the items in batches; each batch and its progress commit together.

        Parameters: `items`, in an order that is the same when the job runs again, since a job whose
        worker was killed begins behind the items it has finished; `do`, takes one batch.
        Raises Cancelled between two batches.
        """
        done = self.progress.done if self.progress else 0
        if self.progress and self.progress.total != len(items):
            JobProgress.objects.filter(pk=self.progress.pk).update(total=len(items))
            self.progress.total = len(items)
        for start in range(done, len(items), size):
            with transaction.atomic():
                stop = self.advance(0)
                if not stop:
                    batch = items[start : start + size]
                    do(batch)
                    self.advance(len(batch))
            if stop:
                raise Cancelled

    def advance(self, items: int, message: str = "") -> bool:
        """Note that so many more items are done; tell whether somebody asked to stop."""
        if self.progress is None:
            return False
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE platform_job SET done = done + %s, message = coalesce(nullif(%s, ''), message), changed = now()"
                " WHERE id = %s RETURNING done, cancel_requested",
                [items, message, self.progress.pk],
            )
            row = cursor.fetchone()
        if row is None:
            return True
        self.progress.done = row[0]
        if items:
            _tell(self.progress)
        return bool(row[1])

    def begin(self, total: int) -> None:
        """Count anew from nothing: the job does not go on where an earlier run stopped."""
        if self.progress is None:
            return
        JobProgress.objects.filter(pk=self.progress.pk).update(done=0, total=total, changed=Now())
        self.progress.done, self.progress.total = 0, total

    def add_result(self, **result: Any) -> None:
        """Keep what came of the job for its page: `file`, a File's number; `href`, where to see it."""
        if self.progress is not None:
            self.progress.result = {**self.progress.result, **result}
            self.progress.save(update_fields=["result"])

    def finish(self, state: str, message: str = "", **result: Any) -> None:
        """Set the state that pages show; `result` is added to the row's result."""
        if self.progress is None:
            return
        self.progress.state, self.progress.message = state, message or self.progress.message
        self.progress.result = {**self.progress.result, **result}
        self.progress.changed = Now()
        self.progress.save(update_fields=["state", "message", "result", "changed"])
        _tell(self.progress)


def _tell(progress: JobProgress) -> None:
    """Tell the pages that show this job."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO platform_outbox (name, payload, topics, created)"
            " VALUES ('job.progress', jsonb_build_object('id', %s::bigint), ARRAY[%s], now())",
            [progress.pk, f"job:{progress.pk}"],
        )


class Job:
    """A registered job: `defer` queues it."""

    def __init__(self, name: str, function: Callable[..., None], title: Any, retries: int, queue: str) -> None:
        self.name, self.function, self.title, self.retries = name, function, title, retries
        self.task = app.task(
            name=name,
            queue=queue,
            pass_context=True,
            retry=RetryStrategy(max_attempts=retries, exponential_wait=3) if retries else False,
        )(self._start)

    def defer(
        self,
        actor: Any = None,
        *,
        key: str = "",
        total: int | None = None,
        title: str = "",
        back: str = "",
        **told: Any,
    ) -> JobProgress | None:
        """Queue the job in the current transaction.

        Parameters: `actor`, who will see its progress (None: nobody, and nothing is returned); `key`,
        a job with this key is queued once: later calls return the first one's row; `title`, in place
        of the job's own; `back`, the page that the job's page leads back to; `told`, plain values for
        the function.
        """
        if actor is None:
            self._queue(key, None, told)
            return None
        with transaction.atomic():
            values = {
                "job": self.name,
                "person_id": actor.person_id,
                "title": (title or str(self.title))[:300],
                "total": total,
                "result": {"back": back} if back else {},
            }
            if key:
                progress, made = JobProgress.objects.get_or_create(key=f"{self.name}:{key}", defaults=values)
            else:
                progress, made = JobProgress.objects.create(**values), True
            if made:
                self._queue("", progress.pk, told, actor.seat_id)
        return progress

    def _queue(self, lock: str, progress_id: int | None, told: dict[str, Any], seat_id: int | None = None) -> None:
        try:
            with transaction.atomic():  # a savepoint: "already queued" must not spoil the caller's transaction
                deferrer = self.task.configure(queueing_lock=f"{self.name}:{lock}") if lock else self.task.configure()
                deferrer.defer(progress_id=progress_id, told=told, seat_id=seat_id)
        except AlreadyEnqueued:
            log.info("job is queued already", extra={"job": self.name})

    def _start(
        self,
        context: JobContext,
        progress_id: int | None = None,
        told: Any = None,
        seat_id: int | None = None,
        **more: Any,
    ) -> None:
        """Run the function with progress, cancellation and a failure that is told."""
        begin_request(f"job-{context.job.id or 0:08d}")
        progress = JobProgress.objects.filter(pk=progress_id).first() if progress_id else None
        if progress_id and (progress is None or progress.finished):
            return
        run = Run(progress, seat_id)
        try:
            if progress is not None:
                if progress.cancel_requested:
                    raise Cancelled
                run.finish(JobProgress.State.RUNNING)
            self.function(run, **(told or {}))
        except Cancelled as cancelled:
            run.finish(JobProgress.State.CANCELLED, str(cancelled))
        except PeopleError as error:  # trying again would end the same way
            run.finish(JobProgress.State.FAILED, str(error.text))
        except Exception:
            last = context.job.attempts >= self.retries
            log.exception("job failed", extra={"job": self.name, "last": last})
            told_id = current_request_id()
            if last:
                run.finish(JobProgress.State.FAILED, _("ระบบทำงานนี้ไม่สำเร็จ โปรดแจ้งศูนย์พร้อมรหัส %s") % told_id)
            else:
                run.finish(JobProgress.State.WAITING, _("ขัดข้องชั่วคราว ระบบจะลองใหม่เอง (รหัส %s)") % told_id)
            raise
        else:
            run.finish(JobProgress.State.DONE)


def job(
    name: str, *, title: Any = "", retries: int = 4, queue: str = "default", every: str = ""
) -> Callable[[Callable[..., None]], Job]:
    """Register a function `(run, **told)` as a background job.

    Parameters: `name`, dotted; `title`, what people read; `retries`, more tries after a failure, with
    pauses of 3, 9, 27, 81 s; `every`, a line of `schedule.daily`, `weekly` or `every_minutes`.
    A job may run twice after a crash: its effects go through `run.each`, commands with keys, or upserts.
    """

    def register(function: Callable[..., None]) -> Job:
        made = Job(name, function, title, retries, queue)
        JOBS[name] = made
        if every:
            SCHEDULE[name] = Scheduled(name, every, str(title))
            app.periodic(cron=every)(made.task)
        return made

    return register
