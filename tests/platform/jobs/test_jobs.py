"""Queueing, the schedule, the listeners' care for events they cannot take."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection, transaction
from django.utils import timezone

from prasan.platform.jobs import listeners, schedule
from prasan.platform.jobs.housekeeping import housekeeping
from prasan.platform.jobs.models import FailedEvent, JobProgress
from prasan.platform.journal.models import Cursor, Outbox
from prasan.platform.live.ticker import LOCK
from tests.platform.ground import Someone
from tests.platform.jobs.work import items

pytestmark = pytest.mark.django_db


def queued() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'test.items'")
        return cursor.fetchone()[0]


def test_a_job_is_queued_with_the_transaction_or_not_at_all():
    with transaction.atomic():
        items.defer(Someone(), count=3)
        assert queued() == 1
        transaction.set_rollback(True)
    assert queued() == 0
    assert not JobProgress.objects.exists()


def test_the_same_key_queues_once():
    one = items.defer(Someone(), key="a", count=3)
    two = items.defer(Someone(), key="a", count=3)
    assert one.pk == two.pk
    assert queued() == 1
    items.defer(key="b", count=1)
    items.defer(key="b", count=1)
    assert queued() == 2


def test_clock_times_are_local(settings):
    settings.TIME_ZONE = "Asia/Bangkok"
    assert schedule.daily("07:00") == "0 0 * * *"
    assert schedule.daily("03:30") == "30 20 * * *"
    assert schedule.weekly(0, "03:00") == "0 20 * * 0"  # Monday 3 o'clock in Bangkok is still Sunday in UTC
    with pytest.raises(ValueError, match="7"):
        schedule.every_minutes(7)


def tell(*names: str) -> None:
    Outbox.objects.bulk_create([Outbox(name=name, payload={"id": n}, topics=[]) for n, name in enumerate(names)])
    assert listeners.number()


def listen(take, *events: str) -> listeners.Listener:
    one = listeners.Listener("test.one", frozenset(events), take)
    listeners.LISTENERS["test.one"] = one
    return one


def test_events_come_in_order_and_once():
    heard = []
    one = listen(lambda event: heard.append((event.name, event.ids)), "a")
    tell("a", "b", "a")
    listeners.dispatch([one])
    listeners.dispatch([one])
    assert heard == [("a", [0]), ("a", [2])]
    assert Cursor.objects.get(listener="test.one").seq == max(Outbox.objects.values_list("seq", flat=True))


def test_a_poisoned_event_stands_aside_and_the_rest_go_on(monkeypatch):
    monkeypatch.setattr(listeners, "PAUSES", (0, 0, 0, 0))
    heard, tried = [], []

    def take(event):
        if event.ids == [1]:
            tried.append(event.seq)
            Cursor.objects.create(listener="half-done", seq=1)
            raise RuntimeError("นาย ก")
        heard.append(event.ids[0])

    one = listen(take, "a")
    tell("a", "a", "a")
    listeners.dispatch([one])
    for _ in range(10):
        listeners.dispatch([one])
    assert heard == [0, 2]
    assert len(tried) == listeners.TRIES
    failed = FailedEvent.objects.get()
    assert failed.quarantined is not None
    assert failed.next_try is None
    assert "RuntimeError" in failed.error
    assert "นาย" not in failed.error
    assert not Cursor.objects.filter(listener="half-done").exists()
    monkeypatch.setitem(listeners.LISTENERS, "test.one", one)
    mended = listen(lambda event: heard.append(event.ids[0]), "a")
    failed.release()
    listeners.dispatch([mended])
    assert heard == [0, 2, 1]
    assert not FailedEvent.objects.exists()


def test_many_rows_of_one_event():
    told = listeners.Told(1, "a", {"ids": [4, 5]}, [], None, timezone.now())
    assert told.ids == [4, 5]


@pytest.mark.django_db(transaction=True)
def test_the_worker_leaves_numbering_to_the_live_process():
    import psycopg

    from tests.platform.jobs.conftest import database_url

    Outbox.objects.create(name="a", payload={}, topics=[])
    with psycopg.connect(database_url(), autocommit=True) as live:
        live.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
        assert not listeners.number()
        assert Outbox.objects.get().seq is None
        live.execute("SELECT pg_advisory_unlock(%s)", (LOCK,))  # a closed connection gives it back a little later
    assert listeners.number()
    assert Outbox.objects.get().seq is not None


def test_housekeeping_keeps_what_a_listener_has_not_heard():
    listen(lambda event: None, "a")
    tell("a", "a")
    first, second = Outbox.objects.order_by("seq")
    Outbox.objects.update(created=timezone.now() - dt.timedelta(days=30))
    Cursor.objects.create(listener="test.one", seq=first.seq)
    housekeeping.function(None)
    assert list(Outbox.objects.all()) == [second]


def test_old_notices_go_a_year_after_the_reading_two_years_unread(settings, monkeypatch):
    from prasan.platform.jobs import housekeeping as house
    from prasan.platform.notices.models import Delivery, Notice

    monkeypatch.setattr(house, "PART", 2)  # several parts
    now = timezone.now()

    def made(key, created, read=None):
        ago = now - dt.timedelta(days=created)
        one = Notice.objects.create(
            person_id=1, kind="k", url="/x", key=key, created=ago, read=read and now - dt.timedelta(days=read)
        )
        Delivery.objects.create(notice=one, channel="email", state="sent", retry_key="0" * 32, not_before=ago)

    for n in range(5):
        made(f"read long ago {n}", 800, 366)
    made("read late", 800, 10)
    made("never read, old", 731)
    made("never read", 500)
    house.prune_notices()
    left = {"read late", "never read"}
    assert set(Notice.objects.values_list("key", flat=True)) == left
    assert set(Delivery.objects.values_list("notice__key", flat=True)) == left
    settings.NOTICE_UNREAD_DAYS = 400
    housekeeping.function(None)
    assert set(Notice.objects.values_list("key", flat=True)) == {"read late"}
