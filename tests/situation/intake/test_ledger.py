"""The ledger balances whatever a source does, and the database itself refuses one that does not."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from prasan.kernel.feeds import Entry
from prasan.situation.intake import deliveries, ledger, raws
from prasan.situation.models import Arrival, Fetch, Item, LedgerHour, Source
from tests.situation.intake.server import FAULTS, Site, serving


def counts(fetch: Fetch) -> tuple[int, int, int, int]:
    return fetch.received, fetch.stored, fetch.duplicate, fetch.refused


def again(source: Source) -> Fetch:
    return deliveries.fetch_all([source], forced=True)[0]


def test_new_known_and_refused(feed):
    site = Site(1)
    site.publish(5)
    site.fault = "bad-entries"
    with serving(site) as at:
        source = feed(f"{at}/0")
        first = again(source)
        assert (first.outcome, *counts(first)) == ("done", 10, 5, 0, 5)
        site.publish(2)
        site.fault = "reorder"
        second = again(source)
        assert (second.outcome, *counts(second)) == ("done", 7, 2, 5, 0)
    assert Item.objects.count() == 7
    assert ledger.faults() == []
    hour = LedgerHour.objects.get(source=source)
    assert (hour.received, hour.stored, hour.duplicate, hour.refused) == (17, 7, 5, 5)


@pytest.mark.parametrize("fault", sorted(set(FAULTS)))
def test_every_fault_alone_balances_and_loses_nothing(feed, fault):
    site = Site(2)
    site.publish(12)
    with serving(site) as at:
        source = feed(f"{at}/0")
        site.fault = fault
        again(source)
        again(source)
        site.fault = "none"
        last = again(source)
    assert last.outcome in {"done", "unchanged"}
    titles = Item.objects.filter(source=source).values_list("title", flat=True)
    assert sorted(titles) == sorted(f"ข่าวสมมติ {n}" for n in range(12))
    assert ledger.faults() == []
    assert not Fetch.objects.running().exists()


def test_an_etag_is_kept_only_of_a_whole_answer(feed):
    site = Site(3)
    site.publish(3)
    with serving(site) as at:
        source = feed(f"{at}/0")
        site.fault = "short"
        cut = again(source)
        source.refresh_from_db()
        assert (cut.reason, source.etag, source.failures) == ("cut-short", "", 1)
        site.fault = "none"
        again(source)
        source.refresh_from_db()
        assert (source.etag, source.failures) == ('"3"', 0)
        site.fault = "not-modified"
        assert again(source).outcome == "unchanged"


def test_the_same_bytes_again_are_unchanged(feed):
    site = Site(4)
    site.publish(3)
    site.fault = "no-dates"
    with serving(site) as at:
        source = feed(f"{at}/0")
        assert again(source).outcome == "done"
        Source.objects.update(etag="")
        source.refresh_from_db()
        found = again(source)
        assert (found.outcome, found.received) == ("unchanged", 0)


def test_failures_wait_longer_each_time(feed):
    site = Site(5)
    site.fault = "error"
    with serving(site) as at:
        source = feed(f"{at}/0")
        waits = []
        for _ in range(3):
            assert again(source).reason == "http"
            source.refresh_from_db()
            waits.append(round((source.next_at - timezone.now()).total_seconds() / 60))
    assert waits == [20, 40, 80]


def test_two_alike_in_one_delivery_are_one_item(feed):
    source = feed("http://127.0.0.1:9/")
    fetch = ledger.opened(source, entries=3)
    new = ledger.write(fetch, [Entry("ก", "ข้อความ"), Entry("ก", "ข้อความ "), Entry("", "", fault="empty")])
    assert len(new) == 1
    assert list(fetch.arrivals.order_by("place").values_list("fate", "reason")) == [
        ("stored", ""), ("duplicate", "twice"), ("refused", "empty"),
    ]  # fmt: skip


def test_the_database_refuses_counters_without_rows(feed):
    source = feed("http://127.0.0.1:9/")
    fetch = ledger.opened(source, entries=4)
    Fetch.objects.filter(pk=fetch.pk).update(received=1, stored=1)
    with connection.cursor() as cursor, pytest.raises(IntegrityError, match="does not balance"):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what COMMIT does


@pytest.mark.parametrize(
    "values",
    [
        {"received": 2, "stored": 1},
        {"outcome": "done", "finished_at": timezone.now()},
        {"outcome": "failed", "finished_at": timezone.now(), "entries": 0},
        {"finished_at": timezone.now()},
    ],
)
def test_the_database_refuses_what_cannot_be(feed, values):
    fetch = ledger.opened(feed("http://127.0.0.1:9/"), entries=4)
    with pytest.raises(IntegrityError), transaction.atomic():
        Fetch.objects.filter(pk=fetch.pk).update(**values)


def test_an_item_without_its_row_is_found(feed):
    source = feed("http://127.0.0.1:9/")
    Item.objects.create(source=source, identity="x" * 64, received_at=timezone.now())
    assert [one.kind for one in ledger.faults()] == ["item"]


def test_a_dead_delivery_is_read_to_its_end(feed):
    site = Site(6)
    site.publish(30)
    with serving(site) as at:
        source = feed(f"{at}/0")
        site.fault = "none"
        body = site.answer({})[2]
    fetch = deliveries.claim(source)
    assert fetch is not None
    sha256 = raws.keep(body)
    Fetch.objects.filter(pk=fetch.pk).update(raw=raws.row(sha256, len(body)), entries=30)
    parsed = deliveries._read(source, body, "", "")
    ledger.write(fetch, parsed.entries[:7])
    deliveries._lock("pg_advisory_unlock", fetch)  # what the end of its connection does
    closed = deliveries.sweep()
    assert [(one.outcome, one.reason, one.received, one.stored) for one in closed] == [
        ("interrupted", "interrupted", 30, 30)
    ]
    assert Item.objects.count() == 30
    assert ledger.faults() == []


def test_a_dead_delivery_without_bytes_is_closed_empty(feed):
    fetch = deliveries.claim(feed("http://127.0.0.1:9/"))
    deliveries._lock("pg_advisory_unlock", fetch)
    assert [(one.outcome, one.received) for one in deliveries.sweep()] == [("interrupted", 0)]
    assert deliveries.sweep() == []


def test_folding_lets_duplicates_go_and_keeps_the_balance(feed):
    from prasan.situation.intake.jobs import fold

    site = Site(7)
    site.publish(4)
    with serving(site) as at:
        source = feed(f"{at}/0")
        site.fault = "same-dates"
        again(source)
        site.publish(1)
        again(source)
    assert Arrival.objects.filter(fate="duplicate").count() == 4
    assert fold(timezone.now()) == 4
    assert ledger.faults() == []
    assert Fetch.objects.order_by("pk").last().duplicate == 4
