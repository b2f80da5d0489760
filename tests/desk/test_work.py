"""What waits for whom, reminders, and an approval that moves the wall."""

from __future__ import annotations

import re

import pytest

from prasan.desk import queries
from prasan.desk.pages import desks
from prasan.directory.models import Office
from prasan.platform.commands import perform
from prasan.platform.journal.models import Entry, Outbox
from prasan.platform.live.topics import may_listen
from prasan.progress.commands import AcceptProvince, Approve, Chase
from prasan.progress.models import Report


def test_an_approval_moves_the_wall_and_tells_its_topics(sign_in, actor):
    frame = queries.frame()
    report = next(
        r for r in Report.objects.filter(period=frame.period, state="submitted").select_related("area")
        if r.figures.filter(indicator__is_main=True, indicator__policy__headline__isnull=False).exists()
    )  # fmt: skip
    client = sign_in("minister")
    before = queries.tally(queries.reports(frame))
    page = client.get("/wall/part").content.decode()
    unit = report.office.agency_id.lower()
    if unit == "ops":
        perform(actor(f"plo-{report.area.code}"), AcceptProvince(target_id=report.pk))
    else:
        perform(actor(f"{unit}-{report.area.code}"), Approve(target_id=report.pk))
    after = queries.tally(queries.reports(frame))
    assert (after.approved, after.submitted) == (before.approved + 1, before.submitted - 1)
    told = Outbox.objects.order_by("-id").values_list("topics", flat=True)[0]
    assert {"wall", f"province:{report.area.code}", f"desk:{report.area_id}"} <= set(told)
    now = client.get("/wall/part").content.decode()
    assert f"อนุมัติแล้ว {after.approved:,} จาก {after.total:,} หน่วย" in now
    assert report.office.short in now[now.index('id="w4"') : now.index('id="w5"')]
    assert page != now
    assert 'class="fresh"' in now


def test_the_desk_holds_all_units_of_the_province(sign_in):
    text = sign_in("plo-92").get("/desk").content.decode()
    for office in Office.objects.filter(area__code="92", kind="provincial"):
        assert office.short in text
    assert 'name="value"' not in text  # nothing of another's figures can be typed here


def test_chasing_takes_one_click_and_once_a_day(sign_in, actor):
    frame = queries.frame()
    late = next(r for r in queries.reports(frame) if r.state in {"none", "draft"} and r.code.count("-") == 1)
    client = sign_in(f"plo-{late.code.rsplit('-', 1)[1]}")
    desk = client.get("/desk").content.decode()
    assert f'name="office" value="{late.office}"' in desk
    answer = client.post("/desk/chase", {"office": late.office, "period": frame.period}, follow=True)
    assert "แล้ว" in answer.content.decode()
    assert f'name="office" value="{late.office}"' not in answer.content.decode()
    assert Entry.objects.filter(verb=Chase.name, object_id=late.office).count() == 1
    again = client.post("/desk/chase", {"office": late.office, "period": frame.period}, follow=True)
    assert "วันละหนึ่งครั้ง" in again.content.decode()
    assert Entry.objects.filter(verb=Chase.name, object_id=late.office).count() == 1


def test_nobody_else_chases(sign_in):
    frame = queries.frame()
    late = next(r for r in queries.reports(frame) if r.state in {"none", "draft"} and r.code.count("-") == 1)
    other = "plo-92" if not late.code.endswith("-92") else "plo-21"
    assert sign_in("doe-92").post("/desk/chase", {"office": late.office, "period": frame.period}).status_code == 403
    answer = sign_in(other).post("/desk/chase", {"office": late.office, "period": frame.period})
    assert answer.status_code in {403, 404}
    assert not Entry.objects.filter(verb=Chase.name).exists()


def test_my_work_lists_what_the_office_owes_and_nothing_else(sign_in):
    frame = queries.frame()
    rows = queries.reports(frame)
    owing = next(r for r in rows if r.state == "none" and r.code.startswith("DOE-") and r.code.count("-") == 1)
    text = sign_in(owing.code.lower()).get("/work").content.decode()
    assert len(re.findall("<li data-row>", text)) >= 1
    assert frame.label in text
    done = next(r for r in rows if r.state == "approved" and r.code.startswith("DOE-") and r.code.count("-") == 1)
    if not Report.objects.filter(office=done.office).exclude(state__in=["approved", "submitted"]).exists():
        assert "ไม่มีสิ่งใดรอท่าน" in sign_in(done.code.lower()).get("/work").content.decode()


def test_my_work_goes_by_what_is_due_first(sign_in, monkeypatch):
    """What is overdue, what is due this week, what has no day, what is due later; one after the other as they came."""
    left = {"ภายหลัง": 9 * 24, "ไม่มีวันหนึ่ง": None, "พรุ่งนี้": 24, "เลยแล้ว": -48, "ไม่มีวันสอง": None}
    tasks = [{"what": what, "href": "/", "status": "late", "why": "", "left": hours} for what, hours in left.items()]
    monkeypatch.setattr(desks, "plan_tasks", lambda actor: tasks)
    text = sign_in("plo-92").get("/work").content.decode()
    places = [text.index(f">{what}</a>") for what in ("เลยแล้ว", "พรุ่งนี้", "ไม่มีวันหนึ่ง", "ไม่มีวันสอง", "ภายหลัง")]
    assert places == sorted(places)


def test_the_labour_officer_approves_nothing_they_sent(sign_in, actor):
    plo = actor("plo-92")
    report = Report.objects.filter(area__code="92", state="submitted").first()
    assert report is not None
    Report.objects.filter(pk=report.pk).update(submitted_by_id=plo.person_id)
    text = sign_in("plo-92").get("/work").content.decode()
    assert f"อนุมัติรายงาน {report.office.short}" not in text


@pytest.mark.parametrize(
    ("username", "topic", "hears"),
    [
        ("minister", "wall", True), ("plo-92", "province:92", True), ("plo-92", "desk:920000", True),
        ("plo-92", "desk:210000", False), ("doe-92", "desk:920000", False), ("admin", "wall", False),
    ],
)  # fmt: skip
def test_who_hears_which_topic(actor, username, topic, hears):
    assert may_listen(actor(username), topic) is hears
