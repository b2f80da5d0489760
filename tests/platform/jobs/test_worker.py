"""A worker killed in the middle loses nothing and does nothing twice."""

from __future__ import annotations

import signal
import time

import pytest
from django.db import connection

from prasan.platform.jobs.models import JobProgress
from prasan.platform.journal.models import Cursor, Outbox, Receipt
from prasan.platform.live.topics import may_listen
from tests.platform.ground import Someone
from tests.platform.jobs.conftest import until
from tests.platform.jobs.work import fails, items, queues, whole

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def effects(of: str) -> list[int]:
    return sorted(Receipt.objects.filter(key=of).values_list("person_id", flat=True))


def waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')")
        return cursor.fetchone()[0]


def test_killed_in_the_middle_of_a_job_it_goes_on_where_it_stopped(workers):
    progress = items.defer(Someone(), count=100)
    first = workers.start(slow=0.02)
    until(lambda: len(effects("item")) >= 20)
    first.send_signal(signal.SIGKILL)
    first.wait()
    progress.refresh_from_db()
    assert progress.state == "running"
    assert progress.done == len(effects("item")) < 100  # the open batch went with the worker
    workers.start()
    until(lambda: JobProgress.objects.get(pk=progress.pk).state == "done")
    assert effects("item") == list(range(100))
    assert JobProgress.objects.get(pk=progress.pk).done == 100


def test_killed_among_events_it_tells_each_once_more_and_none_is_lost(workers):
    Outbox.objects.bulk_create(
        [Outbox(name=name, payload={"id": n}, topics=[]) for n in range(150) for name in ("test.event", "test.other")]
    )
    first = workers.start(slow=0.005)
    until(lambda: Outbox.objects.exclude(seq=None).exists())
    time.sleep(0.3)  # it is in its first batch now, which takes 0.75 s
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert effects("heard") == []
    assert not Cursor.objects.filter(listener="test.heard").exists()  # other rooms' listeners stand elsewhere
    Outbox.objects.bulk_create([Outbox(name="test.event", payload={"id": n}, topics=[]) for n in range(300)])
    second = workers.start()
    until(lambda: len(effects("heard")) == 450)
    wanted = sorted(Outbox.objects.filter(name="test.event").values_list("seq", flat=True))
    assert effects("heard") == wanted
    second.send_signal(signal.SIGTERM)
    assert second.wait(timeout=30) == 0


def test_cancelled_between_two_batches(workers):
    progress = items.defer(Someone(), count=1000)
    workers.start(slow=0.01)
    until(lambda: len(effects("item")) >= 10)
    progress.request_cancel()
    until(lambda: JobProgress.objects.get(pk=progress.pk).state == "cancelled")
    progress.refresh_from_db()
    assert progress.done == len(effects("item")) < 1000


def test_cancelled_on_its_page_while_it_runs(workers):
    from django.test import Client

    from prasan.directory.models import Person
    from tests.progress import ground

    g = ground.build()
    progress = items.defer(g.actors["officer"], count=1000)
    workers.start(slow=0.01)
    until(lambda: len(effects("item")) >= 10)
    client = Client()
    client.force_login(Person.objects.get(username="officer"), "allauth.account.auth_backends.AuthenticationBackend")
    assert "ยกเลิกงานนี้" in client.get(f"/jobs/{progress.pk}").content.decode()
    assert client.post(f"/jobs/{progress.pk}/cancel")["Location"] == f"/jobs/{progress.pk}"
    until(lambda: JobProgress.objects.get(pk=progress.pk).state == "cancelled")
    progress.refresh_from_db()
    assert progress.done == len(effects("item")) < 1000
    page = client.get(f"/jobs/{progress.pk}").content.decode()
    assert "ยกเลิกแล้ว" in page
    assert "ยกเลิกงานนี้" not in page


def test_one_transaction_shows_its_progress_and_leaves_nothing_when_cancelled(workers, monkeypatch):
    progress = whole.defer(Someone(), count=500)
    workers.start(slow=0.01)
    until(lambda: JobProgress.objects.get(pk=progress.pk).done > 0)
    assert effects("whole") == []  # nothing of it can be seen yet
    progress.request_cancel()
    until(lambda: JobProgress.objects.get(pk=progress.pk).state == "cancelled")
    progress.refresh_from_db()
    assert (effects("whole"), progress.done, progress.total) == ([], 0, 500)
    assert "ไม่มีรายการใดถูกบันทึก" in progress.message


def test_one_transaction_begins_anew_after_a_killed_worker(workers):
    progress = whole.defer(Someone(), count=100)
    first = workers.start(slow=0.02)
    until(lambda: JobProgress.objects.get(pk=progress.pk).done > 0)
    first.send_signal(signal.SIGKILL)
    first.wait()
    workers.start()
    until(lambda: JobProgress.objects.get(pk=progress.pk).state == "done")
    progress.refresh_from_db()
    assert (effects("whole"), progress.done) == (list(range(100)), 100)


def test_a_failure_is_told_without_what_it_said(workers):
    progress = fails.defer(Someone())
    workers.start()
    until(lambda: JobProgress.objects.get(pk=progress.pk).state == "failed")
    progress.refresh_from_db()
    assert "secret" not in progress.message
    assert "job-" in progress.message


def test_a_job_queues_in_its_own_transaction(workers):
    progress = queues.defer(Someone())
    workers.start()
    until(lambda: JobProgress.objects.get(pk=progress.pk).state == "done" and waiting() == 0)
    assert effects("item") == []


def test_only_its_person_hears_of_a_job(db):
    progress = items.defer(Someone(), count=1)
    assert may_listen(Someone(), f"job:{progress.pk}")
    assert not may_listen(Someone(person_id=8), f"job:{progress.pk}")
    assert not may_listen(Someone(), "job:x")
