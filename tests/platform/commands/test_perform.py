"""The door: order of its checks, its journal, its round trips."""

from __future__ import annotations

import os

import pytest
from django.db import connection

from prasan.directory.models import Person
from prasan.directory.scope import Scope
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry, Outbox, Receipt
from prasan.progress.models import Report
from tests.platform.commands.verbs import Return
from tests.platform.ground import Someone, country, reports

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def report(db):
    return reports(country(1), each=1)[0]


def round_trips(path, act):
    """Count what the client sends and then waits for: simple queries and syncs, as libpq traces them."""
    with path.open("w+") as file:
        connection.ensure_connection()
        wire = connection.connection.pgconn
        wire.trace(file.fileno())
        try:
            act()
        finally:
            wire.untrace()
        os.fsync(file.fileno())
        file.seek(0)
        lines = [line.split("\t") for line in file]
    return sum(1 for fields in lines if len(fields) > 3 and fields[1] == "F" and fields[3].strip() in {"Query", "Sync"})


def test_six_round_trips(report, tmp_path):
    perform(Someone(), Return(target_id=report.pk, returned_reason="ก"))
    Report.objects.update(state="submitted")
    count = round_trips(tmp_path / "wire", lambda: perform(Someone(), Return(target_id=report.pk, returned_reason="ข")))
    assert 5 <= count <= 6


def test_journal_and_outbox_tell_the_change(report):
    perform(Someone(), Return(target_id=report.pk, returned_reason="ขาดหลักฐาน", reason="ตรวจแล้ว"))
    entry = Entry.objects.get()
    assert entry.changes == {"state": ["submitted", "returned"], "returned_reason": ["", "ขาดหลักฐาน"]}
    assert (entry.person_id, entry.reason, entry.area_id) == (7, "ตรวจแล้ว", report.area_id)
    event = Outbox.objects.get()
    assert event.journal_id == entry.pk
    assert event.topics == report.topics()
    assert event.seq is None


def test_out_of_scope_looks_like_absent(report):
    for actor, target in ((Someone(scope=Scope()), report.pk), (Someone(), 10**15), (Someone(), "x")):
        with pytest.raises(Refused) as caught:
            perform(actor, Return(target_id=target))
        assert caught.value.status == 404


def test_policy_before_rule_and_nothing_changes(report):
    me = Person.objects.create(username="me", given_name="ก")
    Report.objects.update(submitted_by=me.pk, version=9)
    with pytest.raises(Refused) as caught:
        perform(Someone(person_id=me.pk), Return(target_id=report.pk))
    assert caught.value.status == 403
    with pytest.raises(RuleBroken):
        perform(Someone(), Return(target_id=report.pk))
    report.refresh_from_db()
    assert report.state == "submitted"
    assert not Entry.objects.exists()
    assert not Outbox.objects.exists()


def test_the_same_key_runs_once(report):
    for _ in range(2):
        perform(Someone(), Return(target_id=report.pk, returned_reason="ก", key="abc"))
    assert Entry.objects.count() == 1
    assert Receipt.objects.get().object_id == report.pk


def test_values_changed_in_place_are_seen():
    person = Person.objects.create(username="p", given_name="ก", notice_channels={"a": 1})
    from prasan.platform.journal.changes import changed, snapshot

    before = snapshot(person)
    person.notice_channels["a"] = 2
    assert changed(before, snapshot(person)) == {"notice_channels": [{"a": 1}, {"a": 2}]}
