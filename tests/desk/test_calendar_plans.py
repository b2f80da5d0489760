"""Outcomes to be asked again and answer days of cascades in the calendar: whose they are, done or late, the feed."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prasan.connect.commands import MakeFeed
from prasan.desk.calendar.sources import Asked, events
from prasan.kernel.fiscal import add_months
from prasan.plans.cascade.commands import AcceptOffer
from prasan.plans.models import BeneficiaryLine, Cascade
from tests.plans import ground
from tests.plans.cascade import scene
from tests.plans.test_pages import signed_in


@pytest.fixture
def g(db):
    return ground.build()


@pytest.fixture
def line(g):
    """An outcome that was measured so that it is to be asked again in five days."""
    today = timezone.localdate()
    row = BeneficiaryLine.objects.get(project__plan=g.approved())
    measured = add_months(today + dt.timedelta(days=5), -12)
    told = {"before": Decimal(9000), "after": Decimal(9500), "after_on": measured, "unit_th": "บาท"}
    BeneficiaryLine.objects.filter(pk=row.pk).update(**told)
    row.refresh_from_db()
    return row


@pytest.fixture
def sent(g):
    made = scene.sent(g)
    Cascade.objects.update(due=timezone.localdate() + dt.timedelta(days=5))
    return made


def seen(g, who, width="mine", kind=""):
    today = timezone.localdate()
    asked = Asked(today - dt.timedelta(days=40), today + dt.timedelta(days=40), width)
    return events(g.actors[who], asked, [kind] if kind else [])


def test_an_outcome_stands_on_its_day_for_those_who_ask(g, line):
    (event,) = seen(g, "doe", kind="outcomes")
    assert (event.day, event.status, event.key) == (line.later_due, "info", f"outcome-{line.pk}")
    assert line.who_th in event.title
    assert line.who_th not in event.plain
    assert event.href == f"/plans/{line.project.plan_id}/projects/{line.project_id}"
    for who, width, many in (
        ("dsd", "mine", 0), ("dsd", "office", 0), ("dsd", "province", 1), ("plo", "province", 1), ("plo-80", "all", 1),
        ("plo-80", "province", 0), ("owner", "all", 1), ("admin", "all", 0),
    ):  # fmt: skip
        assert len(seen(g, who, width, "outcomes")) == many, (who, width)


def test_an_asked_outcome_is_done_and_one_without_numbers_is_none(g, line):
    BeneficiaryLine.objects.filter(pk=line.pk).update(later=Decimal(0), later_on=timezone.localdate())
    assert [one.status for one in seen(g, "doe", kind="outcomes")] == ["done"]
    BeneficiaryLine.objects.filter(pk=line.pk).update(before=None, after=None, later=None, later_on=None, unit_th="")
    assert seen(g, "doe", kind="outcomes") == []


def test_without_a_day_of_its_own_an_outcome_follows_the_projects_end(g, line):
    BeneficiaryLine.objects.filter(pk=line.pk).update(after=None, after_on=None)
    due = add_months(line.project.end, 12)
    for day, many in ((due, 1), (due + dt.timedelta(days=1), 0), (due - dt.timedelta(days=1), 0)):
        assert len(events(g.actors["doe"], Asked(day, day), ["outcomes"])) == many


def test_answer_days_stand_for_who_answers_and_for_the_centre(g, sent):
    (event,) = seen(g, "plo", kind="cascades")
    assert (event.day, event.status) == (timezone.localdate() + dt.timedelta(days=5), "info")
    assert event.href == f"/plans/offers/{sent.offer('92').pk}"
    assert sent.cascade.name_th in event.title
    assert sent.cascade.name_th not in event.plain
    assert seen(g, "plo-80", kind="cascades")[0].href == f"/plans/offers/{sent.offer('80').pk}"
    assert seen(g, "owner", kind="cascades")[0].href == f"/plans/cascades/{sent.cascade.pk}"
    for who, width, many in (
        ("doe", "mine", 1), ("dsd", "office", 1), ("plo-officer", "mine", 0), ("governor", "mine", 0),
        ("governor", "province", 1), ("minister", "mine", 0), ("minister", "all", 1), ("admin", "all", 0),
    ):  # fmt: skip
        assert len(seen(g, who, width, "cascades")) == many, (who, width)


def test_an_answered_day_is_done_for_that_province_alone(g, sent):
    g.do("plo", AcceptOffer(target_id=sent.offer("92").pk))
    assert [one.status for one in seen(g, "plo", kind="cascades")] == ["done"]
    assert [one.status for one in seen(g, "plo-80", kind="cascades")] == ["info"]
    assert [one.status for one in seen(g, "owner", kind="cascades")] == ["info"]
    Cascade.objects.update(due=timezone.localdate() - dt.timedelta(days=1))
    assert [one.status for one in seen(g, "plo-80", kind="cascades")] == ["very_late"]


def test_drafts_and_other_owners_policies_are_left_out(g, sent):
    policy = sent.cascade.policy
    policy.owner_id = g.person("secretary")
    policy.save()
    assert seen(g, "owner", kind="cascades") == []
    assert len(seen(g, "owner", "all", "cascades")) == 1
    Cascade.objects.update(state="draft")
    assert seen(g, "plo", kind="cascades") == []


def test_each_source_costs_one_query(g, sent, line):
    for kind in ("outcomes", "cascades"):
        with CaptureQueriesContext(connection) as asked:
            assert seen(g, "doe", kind=kind)
        assert len(asked) == 1, kind


def test_they_stand_in_the_feed_without_names(g, sent, line):
    command = MakeFeed(width="office")
    g.do("doe", command)
    body = Client().get(f"/feeds/key/{command.secret}.ics").content.decode().replace("\r\n ", "")
    assert f"SUMMARY:ถามผลหลัง 12 เดือนของแผนเลขที่ {line.project.plan_id}\r\n" in body
    assert f"SUMMARY:ตอบนโยบายที่ถ่ายทอดเลขที่ {sent.cascade.pk}\r\n" in body
    assert sent.cascade.name_th not in body
    assert line.who_th not in body


@pytest.mark.parametrize("who", ["plo", "doe", "owner"])
def test_the_page_keeps_its_budget(g, sent, line, who):
    client = signed_in(g, who)
    for url in ("/calendar?of=mine", "/calendar?of=all"):
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        assert len(asked) <= 12, (url, [one["sql"][:120] for one in asked])
