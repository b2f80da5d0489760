"""Surveys over every sub-district: written, opened, answered once, counted by sub-district; late and nobody said."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prasan.config.cli import call
from prasan.networks import commands as c
from prasan.networks import queries
from prasan.networks.models import Response, Survey
from prasan.networks.receiving import receive
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry
from tests.networks.ground import LINES, survey, token, volunteer
from tests.registers.test_service_api import Caller
from tests.registers.test_service_pages import client

pytestmark = pytest.mark.django_db


def states(one):
    return {spot.code: spot.state for spot in queries.coverage(one)}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": " "}, "title"), ({"deadline": timezone.now}, "deadline"), ({"lines": ""}, "lines"),
        ({"lines": "ถาม | สี"}, "lines"), ({"form": "<x/>"}, "form"), ({"area_id": 800_000}, "area"),
        ({"area_id": 920_101}, "area"),
    ],
)  # fmt: skip
def test_what_no_survey_can_be_is_refused_with_its_field(m, more, field):
    told = {name: value() if callable(value) else value for name, value in more.items()}
    with pytest.raises(RuleBroken) as broken:
        survey(m, **told)
    assert broken.value.field == field


def test_a_draft_is_its_offices_and_an_open_one_is_read_in_the_scope(m):
    one = survey(m, opened=False)
    assert Survey.objects.visible_to(m.minister).count() == 0
    assert Survey.objects.visible_to(m.keeper).count() == 1
    with pytest.raises(Refused):
        perform(m.far, c.OpenSurvey(target_id=one.pk))
    perform(m.plo, c.OpenSurvey(target_id=one.pk))
    assert Survey.objects.visible_to(m.minister).count() == Survey.objects.visible_to(m.governor).count() == 1
    assert Survey.objects.visible_to(m.far).count() == 0
    with pytest.raises(RuleBroken):
        perform(m.plo, c.ChangeSurvey(target_id=one.pk, values={"title": "อื่น"}))
    later = timezone.now() + dt.timedelta(days=9)
    assert perform(m.plo, c.ChangeSurvey(target_id=one.pk, values={"deadline": later})).deadline == later


def test_every_sub_district_is_answered_late_waiting_overdue_or_without_a_volunteer(m):
    first, second = volunteer(m, "a"), volunteer(m, "b")
    one = survey(m)
    assert states(one) == {"920101": "waiting", "920102": "waiting", "920201": "nobody"}
    receive(one, first, {"q1": "12"}, "uuid:1")
    assert states(one) == {"920101": "in_time", "920102": "waiting", "920201": "nobody"}
    Survey.objects.filter(pk=one.pk).update(deadline=timezone.now() - dt.timedelta(hours=1))
    one.refresh_from_db()
    assert states(one)["920102"] == "overdue"
    assert receive(one, second, {"q1": "0"}, "uuid:2").late
    assert states(one) == {"920101": "in_time", "920102": "late", "920201": "nobody"}
    assert queries.counts(queries.coverage(one)) == {"in_time": 1, "late": 1, "waiting": 0, "overdue": 0, "nobody": 1}
    with CaptureQueriesContext(connection) as asked:
        queries.coverage(one)
    assert len(asked) == 1


def test_the_same_instance_is_one_answer_and_other_words_under_it_are_refused(m):
    one, who = survey(m), volunteer(m, "a")
    made = [receive(one, who, {"q1": "12", "q3": "c1 c2"}, "uuid:1") for _n in range(3)]
    assert {row.pk for row in made} == {Response.objects.get().pk}
    assert Entry.objects.filter(verb="networks.answer_survey").count() == 1
    with pytest.raises(RuleBroken) as broken:
        receive(one, who, {"q1": "13"}, "uuid:1")
    assert broken.value.status == 409
    other = volunteer(m, "b")
    with pytest.raises(RuleBroken):
        receive(one, other, {"q1": "12", "q3": "c1 c2"}, "uuid:1")
    second = receive(one, who, {"q1": "13"}, "uuid:2")
    assert [row.pk for row in queries.last_answers(one)] == [second.pk]  # the latest of a sub-district counts


def test_only_about_the_sub_districts_one_serves_and_only_while_it_is_open(m):
    one, who = survey(m), volunteer(m, "a", "b")
    for place in ("", "920201", "999999"):
        with pytest.raises(RuleBroken) as broken:
            receive(one, who, {"q1": "1", "tambon": place}, "uuid:1")
        assert broken.value.field == "tambon"
    assert receive(one, who, {"q1": "1", "tambon": "920102"}, "uuid:1").area.code == "920102"
    with pytest.raises(RuleBroken):
        receive(one, volunteer(m), {"q1": "1"}, "uuid:2")
    for given, field in (({}, "q1"), ({"q1": "x"}, "q1"), ({"q1": "1", "q2": "maybe"}, "q2")):
        with pytest.raises(RuleBroken) as broken:
            receive(one, who, {"tambon": "920101", **given}, "uuid:3")
        assert broken.value.field == field
    perform(m.plo, c.CloseSurvey(target_id=one.pk))
    with pytest.raises(RuleBroken):
        receive(one, who, {"q1": "1", "tambon": "920101"}, "uuid:4")
    perform(m.plo, c.ReopenSurvey(target_id=one.pk))
    assert receive(one, who, {"q1": "1", "tambon": "920101"}, "uuid:4").pk


def test_answers_are_summed_and_nothing_is_counted_as_nought(m):
    one = survey(m)
    for place, given in (("a", {"q1": "10", "q2": "yes", "q3": "c1"}), ("b", {"q1": "30", "q3": "c1 c2"})):
        receive(one, volunteer(m, place), given, f"uuid:{place}")
    told = queries.tallies(one, [row.answers for row in queries.last_answers(one)])
    assert told[0][2] == {"n": 2, "sum": 40.0, "least": 10.0, "most": 30.0}
    assert told[1][1] == {"ใช่": 1, "ไม่ใช่": 0}
    assert told[2][1] == {"ช่างเชื่อม": 2, "ทำอาหาร": 1}


def test_by_page_from_draft_to_answers(m):
    page, who = client("plo.lead"), volunteer(m, "a")
    form = {"title": "สำรวจ", "area": "920000", "day": "25 ธ.ค. 2599", "hour": "16.30", "lines": LINES}
    wrong = page.post("/surveys/add", form | {"lines": "ถาม | สี"})
    assert (wrong.status_code, "บรรทัดที่ 1" in wrong.content.decode()) == (422, True)
    assert page.post("/surveys/add", form).status_code == 302
    one = Survey.objects.get()
    assert page.post(f"/surveys/{one.pk}/edit", form | {"title": "สำรวจใหม่"}).status_code == 302
    assert page.post(f"/surveys/{one.pk}/do/close").status_code == 409
    assert page.post(f"/surveys/{one.pk}/do/open").status_code == 302
    phone = Client()
    own = f"/va/{token(who)}"
    assert "สำรวจใหม่" in phone.get(own).content.decode()
    fill = f"{own}/surveys/{one.pk}"
    assert "มีผู้ว่างงานกี่คน" in phone.get(fill).content.decode()
    wrong = phone.post(fill, {"q1": "สิบ", "q3": ["c1", "c2"], "instance": "uuid:1"})
    assert (wrong.status_code, "สิบ" in wrong.content.decode()) == (422, True)
    for _n in range(2):
        assert phone.post(fill, {"q1": "10", "q3": ["c1", "c2"], "instance": "uuid:1"}).status_code == 302
    assert Response.objects.get().answers == {"q1": 10, "q3": ["c1", "c2"]}
    with CaptureQueriesContext(connection) as asked:
        shown = page.get(f"/surveys/{one.pk}").content.decode()
    assert len(asked) <= 12
    assert "ตอบแล้ว 1 จาก 3 ตำบล" in shown
    assert "ช่างเชื่อม, ทำอาหาร" in page.get(f"/surveys/{one.pk}/answers").content.decode()
    assert phone.get("/va/aaaa").status_code == 404
    assert page.post(f"/surveys/{one.pk}/do/close").status_code == 302
    assert phone.get(fill).status_code == 404


def test_by_api_and_command_line(m, tmp_path, capsys):
    plo, far = Caller(m.plo), Caller(m.far)
    who = volunteer(m, "a")
    deadline = (timezone.now() + dt.timedelta(days=3)).isoformat()
    told = {"title": "สำรวจ", "area": "9201", "deadline": deadline, "lines": LINES}
    assert far("post", "/surveys", told)[0] == 409  # not its own province
    status, made = plo("post", "/surveys", told)
    assert (status, made["state"], made["counts"]["nobody"]) == (200, "draft", 1)
    where = f"/surveys/{made['id']}"
    assert plo("patch", where, {"title": "สำรวจใหม่"})[1]["title"] == "สำรวจใหม่"
    assert plo("post", f"{where}/open", {})[1]["state"] == "open"
    assert far("get", where)[0] == 404
    answer = {"volunteer": who.pk, "instance": "call:1", "given": {"q1": "4"}}
    assert plo("post", f"{where}/answers", answer)[1]["area"] == "920101"
    assert plo("post", f"{where}/answers", answer)[0] == 200
    assert far("post", f"{where}/answers", answer)[0] == 404
    assert plo("get", f"{where}/answers")[1][0]["answers"] == {"q1": 4}
    assert {row["state"] for row in plo("get", f"{where}/coverage")[1]} == {"in_time", "nobody"}
    assert plo("get", "/labour-volunteers")[1]["items"] == [{"id": who.pk, "state": "active", "areas": ["920101"]}]
    assert plo("post", f"/labour-volunteers/{who.pk}/appoint", {"area": "920102"})[1]["areas"] == ["920101", "920102"]
    assert plo("post", f"/labour-volunteers/{who.pk}/appoint", {"area": "0"})[0] == 409
    assert far("post", f"/labour-volunteers/{who.pk}/renew", {})[0] == 404
    assert plo("post", f"{where}/close", {})[1]["state"] == "closed"
    lines = tmp_path / "q.txt"
    lines.write_text(LINES)
    as_plo = ["--as", "plo.lead"]
    capsys.readouterr()
    made = ["networks", "survey", "จากคำสั่ง", str(lines), "--area", "92", "--deadline", "2099-01-01T16:30", *as_plo]
    assert call([*made, "--json"]) == 0
    number = str(json.loads(capsys.readouterr().out)["id"])
    assert call(["networks", "move", "open", number, *as_plo]) == 0
    assert call(["networks", "coverage", number, *as_plo]) == 0
    assert "920201" in capsys.readouterr().out
    for words in (["surveys"], ["volunteers"], ["answers", number], ["appoint", str(who.pk), "920201"]):
        assert call(["networks", *words, *as_plo]) == 0
