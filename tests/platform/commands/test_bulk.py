"""The set form equals the single form, keeps the journal, and takes a handful of statements."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DataError, connection, transaction
from django.db.models import F, Q, Value
from django.test.utils import CaptureQueriesContext

from prasan.directory.models import Person
from prasan.directory.scope import Scope
from prasan.platform.commands.bulk import perform_many
from prasan.platform.commands.many import Need
from prasan.platform.commands.proof import differences
from prasan.platform.journal.models import Entry, Outbox
from prasan.progress.models import Report
from tests.platform.commands.verbs import NOT_YOURS, TOO_LATE, Open, Return, Rewrite
from tests.platform.ground import Someone, country, reports

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    person = Person.objects.create(username="a", given_name="ก")
    return Someone(person_id=person.pk)


@pytest.fixture
def mixed(actor):
    """Reports of every state, one of the actor's own, one too far along."""
    rows = reports(country(3), each=4)
    for row, state in zip(rows, ["draft", "submitted", "returned", "approved"] * 3, strict=True):
        row.state = state
        row.approved_at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC) if state == "approved" else None
    rows[5].submitted_by_id = actor.person_id
    rows[9].version = 6
    Report.objects.bulk_update(rows, ["state", "approved_at", "submitted_by", "version"])
    return rows


def test_step_in_sets_equals_the_step(actor, mixed):
    rows = [{"target_id": row.pk, "returned_reason": f"ขาดหลักฐาน {row.pk}", "reason": "ตรวจแล้ว"} for row in mixed]
    rows.append({"target_id": 10**12})
    assert differences(actor, Return, rows) == []


def test_step_in_sets_equals_the_step_where_the_scope_is_small(mixed):
    rows = [{"target_id": row.pk, "returned_reason": "ก"} for row in mixed]
    for scope in (Scope(ranges=((10_000, 19_999),)), Scope(offices=(mixed[0].office_id,)), Scope()):
        assert differences(Someone(scope=scope), Return, rows) == []


def test_plain_values_equal(actor, mixed):
    rows = [{"target_id": row.pk, "due": dt.date(2027, 2, row.pk % 27 + 1), "version": 3} for row in mixed]
    assert differences(actor, Rewrite, rows) == []


def test_creation_in_sets_equals_creation(actor):
    offices = country(3)
    rows = [{"office_id": o.pk, "area_id": o.area_id, "period": 256901, "due": dt.date(2026, 11, 5)} for o in offices]
    assert differences(actor, Open, rows, ignore=["id"]) == []


def test_proof_sees_a_wrong_condition(actor, mixed, monkeypatch):
    wrong = [Need("all", "ไม่ได้", ~Q(state="returned"))]
    monkeypatch.setattr(Return, "many_allowed", classmethod(lambda cls, actor: wrong))
    assert differences(actor, Return, [{"target_id": row.pk, "returned_reason": ""} for row in mixed])


def test_all_or_nothing_changes_nothing_and_names_each_row(actor, mixed):
    outcome = perform_many(actor, Return, [{"target_id": row.pk, "returned_reason": "ข"} for row in mixed])
    assert outcome.done == 0
    assert not Entry.objects.exists()
    assert not Outbox.objects.exists()
    assert Report.objects.filter(state="submitted").count() == 3
    assert {row.target_id for row in outcome.refused} == {row.pk for row in mixed} - {mixed[1].pk}
    told = {row.target_id: (row.code, str(row.text)) for row in outcome.refused}
    assert told[mixed[5].pk] == ("own", NOT_YOURS)
    assert told[mixed[9].pk] == ("late", TOO_LATE)
    assert told[mixed[0].pk][0] == "state:draft"


def test_the_allowed_ones_where_asked(actor, mixed):
    rows = [{"target_id": row.pk, "returned_reason": "ค"} for row in mixed]
    outcome = perform_many(actor, Return, rows, all_or_nothing=False, want_ids=True)
    assert outcome.ids == [mixed[1].pk]
    assert outcome.done == 1
    assert [row.n for row in outcome.refused] == [n for n in range(12) if n != 1]
    entry = Entry.objects.get()
    assert entry.changes == {"state": ["submitted", "returned"], "returned_reason": ["", "ค"]}
    assert entry.verb == "test.return"


def test_nonsense_and_doubles_are_refused(actor, mixed):
    pk = mixed[1].pk
    rows = [{"target_id": "x"}, {"target_id": pk}, {"target_id": None}, {"target_id": str(pk)}]
    outcome = perform_many(actor, Return, rows, all_or_nothing=False)
    assert [(row.n, row.code) for row in outcome.refused] == [(0, "not_found"), (2, "not_found"), (3, "twice")]
    with pytest.raises(TypeError, match="colour"):
        perform_many(actor, Return, [{"target_id": pk, "colour": 1}])


def test_unknown_is_refused_not_allowed(actor, mixed, monkeypatch):
    unknown = [Need("unknown", "ไม่ทราบ", Q(submitted_by__lt=F("version")))]  # NULL for most rows
    monkeypatch.setattr(Return, "many_allowed", classmethod(lambda cls, actor: unknown))
    outcome = perform_many(actor, Return, [{"target_id": mixed[1].pk, "returned_reason": ""}])
    assert outcome.done == 0
    assert outcome.refused[0].code == "unknown"


def test_number_of_statements_does_not_grow(actor):
    rows = reports(country(3), each=12)
    with CaptureQueriesContext(connection) as few:
        perform_many(actor, Return, [{"target_id": rows[0].pk, "returned_reason": "ง"}])
    with CaptureQueriesContext(connection) as more:
        perform_many(actor, Return, [{"target_id": row.pk, "returned_reason": "ง"} for row in rows[1:]])
    assert len(few) == len(more) <= 11
    assert Entry.objects.count() == 36
    assert Outbox.objects.count() == 2
    event = Outbox.objects.order_by("-pk")[0]
    assert event.payload["ids"] == sorted(row.pk for row in rows[1:])
    assert f"report:{rows[5].pk}" in event.topics


def test_creation_refuses_what_exists_and_what_is_not_allowed(actor):
    offices = country(3)
    rows = [
        {"office_id": o.pk, "area_id": o.area_id, "period": p, "due": dt.date(2026, 11, 5)}
        for o in offices
        for p in (256901, 256901)
    ]
    outcome = perform_many(actor, Open, rows, all_or_nothing=False, want_ids=True)
    assert outcome.done == 2 == Report.objects.count() == Entry.objects.count()
    assert [row.code for row in outcome.refused] == ["closed", "exists", "exists", "exists"]
    assert set(outcome.ids) == set(Report.objects.values_list("pk", flat=True))
    changes = Entry.objects.first().changes
    assert changes["period"] == [None, 256901]
    assert changes["due"] == [None, "2026-11-05"]


def test_key_runs_once(actor, mixed):
    rows = [{"target_id": mixed[1].pk, "returned_reason": "จ"}]
    assert perform_many(actor, Return, rows, key="k").done == 1
    again = perform_many(actor, Return, rows, key="k")
    assert (again.done, again.repeated) == (1, True)
    assert Entry.objects.count() == 1


def test_long_text_is_an_error_not_cut(actor, mixed, monkeypatch):
    assigned = {"state": Value("a-state-that-is-too-long")}
    monkeypatch.setattr(Return, "many_assign", classmethod(lambda cls, actor: assigned))
    with pytest.raises(DataError), transaction.atomic():
        perform_many(actor, Return, [{"target_id": mixed[1].pk, "returned_reason": ""}])
