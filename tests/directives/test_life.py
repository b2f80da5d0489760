"""A directive from its issue to its closing: who may do what, what is refused, and what the clocks keep."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.db import IntegrityError, connection, transaction

from prasan.directives import commands as c
from prasan.directives.models import Answer, Directive
from prasan.directory.models import Office, Seat
from prasan.platform.commands import SYSTEM, Refused, RuleBroken, perform
from prasan.platform.files.models import File
from prasan.platform.files.store import KINDS
from prasan.platform.journal.models import Entry
from tests.directives.ground import MONDAY, at

LATER = MONDAY + dt.timedelta(hours=2)


def breaks(g, who, command):
    with pytest.raises(RuleBroken) as broken:
        g.do(who, command)
    return broken.value.field


def test_a_directive_lives_from_issue_to_closing(g):
    made = g.issue(co=[g.offices["DOE-92"].pk], outside=["เทศบาลนครตรัง"], areas=[g.areas["92"].pk])
    assert (made.code, made.state, made.lead_id) == ("1/2569", "issued", g.offices["OPS-92"].pk)
    assert made.due_at.date() == dt.date(2026, 11, 30)
    with at(LATER):
        g.do("plo-officer", c.Acknowledge(target_id=made.pk))
        g.do("plo", c.Start(target_id=made.pk))
        g.answer(made)
        closed = g.do("duty", c.Close(target_id=made.pk))
    assert closed.state == "closed"
    assert closed.acknowledged_by_id == g.actors["plo-officer"].person_id
    assert (closed.acknowledged_minutes, closed.answered_minutes) == (120, 120)
    assert closed.closed_by_id == g.actors["duty"].person_id
    verbs = list(Entry.objects.filter(model="directives.directive").order_by("pk").values_list("verb", flat=True))
    assert verbs == ["directives." + one for one in ("issue", "acknowledge", "start", "answer", "close")]


def test_who_keeps_executives_desks_follows_them_wherever_they_sit(g):
    office = Office.objects.create(code="MIN", kind="central", agency_id="OPS", area=g.areas["TH"], name_th="สร.")
    Seat.objects.filter(pk=g.actors["minister"].seat_id).update(office=office)
    given = g.issue("duty", giver_id=g.actors["minister"].seat_id)
    assert given.issuer == office
    assert g.do("duty", c.Withdraw(target_id=given.pk, reason="ออกซ้ำ")).state == "withdrawn"
    own = g.issue("plo", "DOE-92")
    with pytest.raises(Refused):
        g.do("duty", c.Withdraw(target_id=own.pk, reason="ออกซ้ำ"))


def test_who_answered_does_not_close(g):
    made = g.issue("duty", "OPS", giver_id=g.actors["minister"].seat_id)
    g.do("duty", c.Acknowledge(target_id=made.pk))
    g.answer(made, "duty")
    with pytest.raises(Refused):
        g.do("duty", c.Close(target_id=made.pk))
    assert g.do("secretary", c.Close(target_id=made.pk)).state == "closed"


def test_the_lead_office_closes_nothing_and_others_answer_nothing(g):
    made = g.issue()
    for who, command in (("plo", c.Close), ("plo", c.Withdraw), ("doe", c.Acknowledge), ("minister", c.Acknowledge)):
        with pytest.raises(Refused):
            g.do(who, command(target_id=made.pk))


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"lead_id": None}, "lead"),
        ({"lead_id": 999_999}, "lead"),
        ({"text": "  "}, "text"),
        ({"due_kind": ""}, "due_kind"),
        ({"due_kind": "months", "due_amount": 0}, "due_amount"),
        ({"due_kind": "months", "due_amount": 37}, "due_amount"),
        ({"due_kind": "date"}, "due_day"),
        ({"due_kind": "date", "due_day": dt.date(2026, 11, 22)}, "due_day"),
        ({"due_kind": "at_once", "every": "week"}, "every"),
        ({"every": "year"}, "every"),
        ({"until": dt.date(2027, 1, 1)}, "until"),
        ({"origin": "event"}, "origin"),
        ({"origin": "free", "origin_ref": 3}, "origin"),
        ({"origin": "rumour"}, "origin"),
        ({"classification": 3}, "classification"),
        ({"policy_id": 999_999}, "policy"),
        ({"indicator_id": 999_999}, "indicator"),
        ({"bound": True}, "indicator"),
        ({"co": [999_999]}, "co"),
        ({"areas": [5]}, "areas"),
        ({"outside": ["ก" * 201]}, "outside"),
        ({"hotline_key": "หนึ่ง"}, "hotline_key"),
        ({"split": True}, "areas"),
    ],
)
def test_what_is_not_whole_is_refused_with_its_field(g, more, field):
    with pytest.raises(RuleBroken) as broken:
        g.issue(**more)
    assert (broken.value.field, Directive.objects.count()) == (field, 0)


def test_who_gives_to_whom(g):
    assert g.issue("dg", "DOE-92").issuer == g.offices["DOE"]
    assert g.issue("plo", "DOE-92").issuer == g.offices["OPS-92"]
    for who, lead in (("dg", "OPS-92"), ("plo", "DOE-80"), ("doe-head", "DOE-92"), ("governor", "OPS-92")):
        with pytest.raises(Refused):
            g.issue(who, lead)
    with pytest.raises(Refused):
        g.issue("plo", "DOE-92", giver_id=g.actors["minister"].seat_id)
    assert g.issue("secretary", giver_id=g.actors["minister"].seat_id).giver_id == g.actors["minister"].seat_id


def test_numbers_run_by_issuer_and_calendar_year(g):
    assert [g.issue().code, g.issue("plo", "DOE-92").code, g.issue().code] == ["1/2569", "1/2569", "2/2569"]
    with pytest.raises(RuleBroken):
        g.issue(text="")
    with at(dt.datetime(2027, 1, 4, 9, 0, tzinfo=MONDAY.tzinfo)):
        assert g.issue().code == "1/2570"
    assert g.issue().code == "3/2569"


def test_without_a_report_it_closes_unanswered_and_with_one_it_does_not(g):
    made, quiet = g.issue(), g.issue(report_back=False)
    for one in (made, quiet):
        g.do("plo", c.Acknowledge(target_id=one.pk))
    assert breaks(g, "minister", c.Close(target_id=made.pk)) == ""
    assert g.do("minister", c.Close(target_id=quiet.pk)).state == "closed"


def test_an_answer_is_returned_with_the_reason_and_sent_again(g):
    made = g.issue()
    g.do("plo", c.Acknowledge(target_id=made.pk))
    g.answer(made)
    assert breaks(g, "minister", c.Return(target_id=made.pk)) == "reason"
    back = g.do("minister", c.Return(target_id=made.pk, reason="ขอรายชื่อสถานประกอบการ"))
    assert (back.state, back.returned_why) == ("returned", "ขอรายชื่อสถานประกอบการ")
    assert g.answer(made, text="แนบรายชื่อแล้ว").state == "answered"
    assert Answer.objects.filter(directive=made).count() == 2


def test_a_bound_one_needs_evidence_and_comes_back_when_its_figure_falls(g):
    aim = {"indicator_id": g.indicator().pk, "aim_area_id": g.areas["92"].pk, "bound": True}
    with pytest.raises(RuleBroken) as broken:
        g.issue(**aim)
    assert broken.value.field == "goal"
    made = g.issue(**aim, goal=100)
    g.do("plo", c.Acknowledge(target_id=made.pk))
    told = c.SendAnswer(target_id=made.pk, text="ถึงแล้ว")
    assert breaks(g, "plo", told) == "evidence"
    g.answer(made)
    g.do("minister", c.Close(target_id=made.pk))
    with pytest.raises(RuleBroken):
        perform(SYSTEM, c.ReopenFallen(target_id=made.pk, value=100))
    with pytest.raises(Refused):
        g.do("minister", c.ReopenFallen(target_id=made.pk, value=99))
    with at(MONDAY + dt.timedelta(days=30)):
        again = perform(SYSTEM, c.ReopenFallen(target_id=made.pk, value=99))
        assert (again.state, again.reopened, again.closed_by_id) == ("returned", 1, None)
        assert again.due_at > again.issued_at + dt.timedelta(days=30)
        g.answer(made)
        assert g.do("minister", c.Close(target_id=made.pk)).state == "closed"


def test_a_file_proves_an_answer_to_whoever_reads_the_directive(g, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    made = g.issue()
    g.do("plo", c.Acknowledge(target_id=made.pk))
    pdf = io.BytesIO(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
    g.answer(made, evidence="", uploads=[("ผล.pdf", pdf)])
    file = File.objects.get()
    assert (file.kind, file.office_id) == ("directives.evidence", g.offices["OPS-92"].pk)
    may_read = KINDS[file.kind].may_read
    assert may_read(g.actors["minister"], file) is None
    assert may_read(g.actors["plo-80"], file) is not None


def test_split_to_provinces_and_a_country_gives_a_row_each_and_closes_last(g):
    whole = g.issue("minister", "OPS", areas=[g.areas[one].pk for one in ("92", "80", "TW")], split=True)
    parts = list(whole.parts.order_by("part"))
    assert [(one.code, one.lead.code) for one in parts] == [
        ("1.1/2569", "OPS-80"), ("1.2/2569", "OPS-92"), ("1.3/2569", "ABROAD-TW-TAIPEI"),
    ]  # fmt: skip
    assert g.issue().code == "2/2569"
    g.do("duty", c.Acknowledge(target_id=whole.pk))
    g.answer(whole, "duty")
    assert breaks(g, "minister", c.Close(target_id=whole.pk)) == ""
    for one, who in zip(parts, ("plo-80", "plo", "counsellor"), strict=True):
        g.do(who, c.Acknowledge(target_id=one.pk))
        g.answer(one, who)
        g.do("minister", c.Close(target_id=one.pk))
    assert g.do("minister", c.Close(target_id=whole.pk)).state == "closed"


def test_what_happens_to_the_whole_happens_to_its_open_parts(g):
    whole = g.issue("minister", "OPS", areas=[g.areas["92"].pk, g.areas["80"].pk], split=True)
    g.do("minister", c.MoveDue(target_id=whole.pk, due_kind="months", due_amount=1, reason="รอผลสำรวจ"))
    assert {one.due_at.date() for one in whole.parts.all()} == {dt.date(2026, 12, 23)}
    g.do("minister", c.Withdraw(target_id=whole.pk, reason="ออกซ้ำกับเลขที่อื่น"))
    assert {one.state for one in Directive.objects.all()} == {"withdrawn"}


def test_another_deadline_and_withdrawal_ask_for_the_reason(g):
    made = g.issue()
    told = {"due_kind": "days", "due_amount": 15}
    assert breaks(g, "minister", c.MoveDue(target_id=made.pk, **told)) == "reason"
    moved = g.do("minister", c.MoveDue(target_id=made.pk, **told, reason="น้ำท่วม"))
    assert moved.due_at.date() == dt.date(2026, 12, 9)  # the 8th is a holiday in that province
    assert breaks(g, "minister", c.Withdraw(target_id=made.pk)) == "reason"
    assert g.do("minister", c.Withdraw(target_id=made.pk, reason="เรื่องยุติ")).state == "withdrawn"
    assert breaks(g, "minister", c.MoveDue(target_id=made.pk, **told, reason="อีกครั้ง")) == ""


def test_the_letters_number_comes_by_hand_and_whole(g):
    made = g.issue()
    assert made.official_no == ""
    assert breaks(g, "duty", c.SetOfficial(target_id=made.pk, official_no="รง 0201/ว 12")) == "official_date"
    assert breaks(g, "duty", c.SetOfficial(target_id=made.pk, official_date=dt.date(2026, 11, 23))) == "official_no"
    ahead = c.SetOfficial(target_id=made.pk, official_no="รง 0201/ว 12", official_date=dt.date(2026, 11, 25))
    assert breaks(g, "duty", ahead) == "official_date"
    done = c.SetOfficial(target_id=made.pk, official_no="รง 0201/ว 12", official_date=dt.date(2026, 11, 23))
    assert g.do("duty", done).official_no == "รง 0201/ว 12"


def test_who_reads_it(g):
    made = g.issue(lead="DOE-92", co=[g.offices["OPS-80"].pk])
    readers = {who for who in g.actors if Directive.objects.visible_to(g.actors[who]).filter(pk=made.pk).exists()}
    nation = {"minister", "ps", "duty", "secretary"}
    assert readers == nation | {"dg", "department", "plo", "doe-head", "doe", "plo-80", "governor"}
    about = g.issue(lead="OPS", areas=[g.areas["9201"].pk])
    readers = {who for who in g.actors if Directive.objects.visible_to(g.actors[who]).filter(pk=about.pk).exists()}
    assert readers == nation | {"plo", "governor"}


def test_a_secret_one_is_read_by_the_cleared_and_given_to_an_office_that_can_read_it(g):
    made = g.issue(classification=1)
    readers = {who for who in g.actors if Directive.objects.visible_to(g.actors[who]).filter(pk=made.pk).exists()}
    assert readers == {"minister", "ps", "duty", "secretary", "plo"}
    with pytest.raises(RuleBroken) as broken:
        g.issue(lead="DOE-92", classification=1)
    assert broken.value.field == "lead"
    with pytest.raises(RuleBroken) as broken:
        g.issue("duty", giver_id=g.actors["minister"].seat_id, classification=2)
    assert broken.value.field == "classification"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE directives_directive SET lead_id = NULL",
        "UPDATE directives_directive SET due_at = NULL",
        "UPDATE directives_directive SET due_at = issued_at",
        "UPDATE directives_directive SET state = 'closed'",
        "UPDATE directives_directive SET state = 'withdrawn'",
        "UPDATE directives_directive SET bound = true",
        "UPDATE directives_directive SET level = 5",
        "UPDATE directives_directive SET official_no = 'รง 1'",
        "UPDATE directives_directive SET part = 1",
        "UPDATE directives_directive SET origin = 'event'",
    ],
)
def test_the_database_holds_the_rules_by_itself(g, sql):
    g.issue()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_an_answer_is_never_changed_and_a_number_never_freed(g):
    made = g.issue()
    g.do("plo", c.Acknowledge(target_id=made.pk))
    g.answer(made)
    for sql in ("UPDATE directives_answer SET text = 'x'", "DELETE FROM directives_directive"):
        with pytest.raises(Exception, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_a_giver_who_left_is_not_the_giver(g):
    seat = g.actors["ps"].seat_id
    Seat.objects.filter(pk=seat).update(end=dt.date(2026, 1, 1))
    with pytest.raises(RuleBroken) as broken:
        g.issue("duty", giver_id=seat)
    assert broken.value.field == "giver"
