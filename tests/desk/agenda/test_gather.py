"""Facts for a meeting: as on the screens, as the actor sees them, in a dozen queries, each with its evidence."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from prasan.config.cli import build_parser, commands
from prasan.desk import queries
from prasan.desk.agenda import words
from prasan.desk.agenda.gather import gather
from prasan.desk.agenda.links import href
from prasan.desk.agenda.places import Attending
from prasan.desk.agenda.wanted import COVERED
from prasan.desk.board import BEHIND
from prasan.directives.models import Addressee, Directive
from prasan.directory.models import Area, Office
from prasan.meetings.agenda import Evidence, Rules, again, pack, propose
from prasan.meetings.agenda.basis import made
from prasan.meetings.models import Briefing, Item
from prasan.platform.cli import OK, PROBLEMS
from prasan.platform.commands import Refused
from prasan.progress.models import Exemption, Report
from prasan.registers.models import Target
from prasan.situation.models import Event, EventPlace

MOST = 12
SOUTH = ["80", "92", "90"]


def of_kind(found, *kinds):
    return [one for one in found.facts if one.kind in kinds]


def keyed(found):
    return {one.key: one for one in found.facts}


def a_directive(**told):
    """Return an open directive of Trang's labour office, changed as told."""
    one = Directive.objects.filter(lead__code="OPS-92", state="answered").first()
    assert one is not None
    Directive.objects.filter(pk=one.pk).update(**told)
    return one


@pytest.mark.parametrize("attending", [None, Attending(SOUTH), Attending(["92"], ["ABROAD-TW-TAIPEI"]), Attending([])])
def test_any_number_of_provinces_costs_a_dozen_queries(actor, attending):
    minister = actor("minister")
    with CaptureQueriesContext(connection) as asked:
        found = gather(minister, attending)
    assert len(asked) <= MOST
    assert bool(found.facts) == (attending is None or bool(attending.areas))


def test_what_is_behind_or_silent_is_what_the_board_says(actor):
    found = gather(actor("minister"))
    country = queries.country(queries.frame())
    told = {
        (line.main.pk, province.code): country.point(line, area)
        for line in country.lines if line.main
        for area, province in country.provinces.items()
        if line.codes.get(area) in {*BEHIND, "not_reported", "unproven"}
    }  # fmt: skip
    mine = {
        (one.indicator, one.area_code): (one.figures.status, one.figures.value, one.figures.gap)
        for one in found.facts
        if one.figures is not None
    }
    assert mine == {key: (point.status, point.value, point.gap) for key, point in told.items()}
    reds = of_kind(found, "red")
    assert {one.figures.status for one in reds} <= BEHIND
    assert any(one.part("cause") or one.part("step") for one in reds)
    assert all(one.figures.value is None for one in of_kind(found, "missing"))


def test_reports_past_their_day_are_late_or_unproven(actor):
    frame = queries.frame()
    now = timezone.now() + dt.timedelta(days=40)
    found = gather(actor("minister"), period=frame.period, now=now)
    reports = {one.key: one for one in found.facts if one.key.startswith("report:")}
    rows = {f"report:{one.code}:{frame.period}": one for one in queries.reports(frame)}
    late = {key for key, row in rows.items() if row.state in {"none", "draft", "returned"}}
    waiting = {key for key, row in rows.items() if row.state == "submitted"}
    accepted = {key for key, row in rows.items() if row.accepted}
    assert {key for key, one in reports.items() if one.kind == "late"} == late
    assert {key for key, one in reports.items() if one.part("how") == "unapproved"} == waiting
    assert not accepted & reports.keys()
    assert all(one.number("days") > 0 for one in reports.values())
    before = gather(actor("minister"), period=frame.period, now=timezone.make_aware(dt.datetime(2020, 1, 1)))
    assert not [one for one in before.facts if one.key.startswith("report:")]


def test_an_approved_report_is_unproven_a_week_later(actor):
    frame = queries.frame()
    report = Report.objects.filter(period=frame.period, state="approved", province_at=None).first()
    if report is None:
        report = Report.objects.filter(period=frame.period, state="approved").first()
        Report.objects.filter(pk=report.pk).update(province_at=None, province_by=None)
    key = f"report:{report.office.code}:{frame.period}"
    for days, there in ((7, False), (8, True)):
        now = report.approved_at + dt.timedelta(days=days)
        found = keyed(gather(actor("minister"), period=frame.period, now=now))
        assert (key in found) == there
    assert found[key].part("how") == "unaccepted"
    assert found[key].evidence == (Evidence("report", str(report.pk)),)


def test_a_seat_gathers_what_it_sees(actor):
    found = gather(actor("plo-92"), Attending(SOUTH))
    assert found.unseen == ("80", "90")
    assert {one.area_code for one in found.facts} == {"92"}
    with pytest.raises(Refused):
        gather(actor("admin"))


def test_directives_of_the_meeting_before_come_whole(actor):
    closed = Directive.objects.get(state="closed")
    seat = closed.giver
    now = timezone.now()
    before = Briefing.objects.create(
        kind="ad_hoc", title="ครั้งก่อน", organiser=seat.office, chair=seat, secretary=seat, mode="video",
        starts_at=now, minutes=60,
    )  # fmt: skip
    item = Item.objects.create(briefing=before, section="decide", number=1, title="เรื่องเดิม")
    Directive.objects.filter(pk=closed.pk).update(origin="briefing", origin_ref=item.pk)
    a_directive(origin="briefing", origin_ref=item.pk)
    minister = actor("minister")
    assert f"directive:{closed.pk}" not in keyed(gather(minister))
    found = gather(minister, Attending(SOUTH), last=before.pk)
    assert keyed(found)[f"directive:{closed.pk}"].kind == "closed_directive"
    section = propose(found.facts, Rules(180, last=before.pk, last_th="ครั้งที่ 1", last_en="No. 1")).sections[2]
    assert [one.about.kind for one in section.lines[:2]] == ["directive", "closed"]


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({}, "open_directive"),
        ({"state": "returned", "returned_why": "ยังไม่ครบ", "reopened": 1}, "returned_directive"),
        ({"state": "working"}, "overdue_directive"),
    ],
)
def test_directives_by_where_they_stand(actor, changed, kind):
    one = a_directive(**changed)
    now = one.due_at + dt.timedelta(days=3, hours=1)
    fact = keyed(gather(actor("minister"), Attending(["92"]), now=now))[f"directive:{one.pk}"]
    assert fact.kind == kind
    assert fact.number("days") == (0 if kind == "open_directive" else 3)
    assert fact.label_th == f"{one.code} {one.text}"


def test_words_above_the_meetings_class_are_covered_and_not_lost(actor):
    one = a_directive(classification=1)
    for heard, hidden in ((0, True), (1, False)):
        found = gather(actor("minister"), Attending(["92"]), classification=heard)
        label = keyed(found)[f"directive:{one.pk}"].label_th
        assert (label == f"{one.code} {COVERED}") == hidden
        assert (one.text in label) != hidden
    masked = gather(actor("auditor"), Attending(["92"]), classification=2)
    assert keyed(masked)[f"directive:{one.pk}"].label_th == f"{one.code} {COVERED}"


def test_guidance_events_and_requests_stand_with_their_place(actor):
    addressee = Addressee.objects.filter(office__code="OPS-21").first()
    assert addressee is not None
    Addressee.objects.filter(pk=addressee.pk).update(state="asked", how="")
    event = Event.objects.live().exclude(area__code__in=["21", "92"]).order_by("pk").first()
    Event.objects.filter(pk=event.pk).update(severity="extreme", classification=0)
    EventPlace.objects.create(event=event, area=Area.objects.get(code="92", kind="province"))
    target = Target.objects.filter(area__code="92", applies=True).first()
    asked = Exemption.objects.create(target=target, office=Office.objects.get(code="DOE-92"), reason="ไม่มีโรงงาน")
    found = keyed(gather(actor("minister"), Attending(["21", "92"])))
    guidance = found[f"guidance:{addressee.guidance_id}:OPS-21"]
    assert (guidance.kind, guidance.area_code) == ("guidance_unanswered", "21")
    assert (found[f"event:{event.pk}"].kind, found[f"event:{event.pk}"].area_code) == ("event", "92")
    assert found[f"exemption:{asked.pk}"].kind == "decision_waiting"
    everywhere = keyed(gather(actor("minister")))
    assert everywhere[f"event:{event.pk}"].area_code == event.area.code


def test_an_office_abroad_attends_by_its_code(actor):
    found = gather(actor("minister"), Attending([], ["ABROAD-TW-TAIPEI"]))
    assert {one.area_code for one in found.facts} == {"TW"}
    assert {one.office for one in found.facts} == {"ABROAD-TW-TAIPEI"}


def test_every_fact_opens_its_evidence_and_is_said_in_both_languages(sign_in, actor):
    found = gather(actor("minister"))
    client = sign_in("minister")
    opened = set()
    for one in found.facts:
        for proof in one.evidence:
            address = href(proof)
            assert address, proof
            if proof.kind not in opened:
                assert client.get(address).status_code == 200, address
                opened.add(proof.kind)
        for language in ("th", "en"):
            with translation.override(language):
                assert words.fact(one).strip(": ")
                assert words.place(one)
    assert {"figure", "directive", "guidance", "event"} <= opened
    assert href(Evidence("rumour", "1")) == ""


def test_lines_are_said_in_both_languages(actor):
    found = gather(actor("minister"))
    agenda = propose(found.facts, Rules(30))
    assert agenda.written
    for line in (*agenda.lines, *agenda.written):
        assert words.name(line.about)
        assert bool(words.line(line)) == bool(line.facts)
        assert bool(words.why(line)) == bool(line.why)
    with translation.override("en"):
        line = agenda.written[0]
        assert words.why(line) == "Please answer in writing: no time is left"
        assert words.name(line.about).isascii()


def test_the_kept_basis_gives_the_same_agenda(actor):
    found = gather(actor("minister"), Attending(SOUTH))
    rules = Rules(90, host="92")
    raw = pack(reversed(found.facts), rules, as_of=found.as_of.isoformat(), period=found.period)
    assert again(raw) == made(propose(found.facts, rules))
    with translation.override("en"):
        assert gather(actor("minister"), Attending(SOUTH), now=found.as_of).facts == found.facts


def test_the_command_line_proposes_keeps_and_compares(demo, capsys, tmp_path):
    basis, kept = tmp_path / "basis.json", tmp_path / "agenda.json"
    told = ["agenda", "propose", "--area", "92", "--minutes", "60", "--basis", str(basis), "--json"]
    asked = build_parser(commands()).parse_args(told)
    assert asked._cli.run(asked) == OK
    agenda = capsys.readouterr().out
    assert json.loads(agenda)["length"] == 60
    kept.write_text(agenda)
    asked = build_parser(commands()).parse_args(["agenda", "again", str(basis), "--against", str(kept), "--json"])
    assert asked._cli.run(asked) == OK
    assert json.loads(capsys.readouterr().out)["same"] is True
    kept.write_text(agenda.replace('"length":60', '"length":61'))
    assert asked._cli.run(asked) == PROBLEMS
