"""Outreach lists: only people whose data the office may use, nobody under protection, gone when the right ends."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prasan.config.cli import call
from prasan.directory.models import Area, Person
from prasan.directory.roles import Role
from prasan.platform.commands import SYSTEM, Refused, RuleBroken, perform
from prasan.platform.jobs.listeners import LISTENERS, dispatch, number
from prasan.platform.jobs.models import FailedEvent
from prasan.platform.journal.models import Entry
from prasan.referrals import commands as c
from prasan.referrals.models import Case, OutreachLine, OutreachList
from prasan.referrals.outreach.choosing import counts
from prasan.referrals.outreach.dropping import drop_strangers
from prasan.registers.commands import MergeWorkers, WithdrawTie
from prasan.registers.models import Tie, Worker
from tests.house import rules
from tests.referrals import ground


@pytest.fixture
def o(g):
    """Return the small ministry with informal workers of two districts, known to the labour office of Trang."""
    trang = g.areas["92"]
    told = {"id": 920_200, "last": 920_299, "kind": "district", "parent": trang, "name_th": "กันตัง", "name_en": "K"}
    g.coast = Area.objects.get_or_create(code="9202", defaults=told)[0]
    g.town = g.areas["9201"]
    ground.seat(g, "plo-staff", Role.AGENCY_OFFICER, "OPS-92")
    g.people = {}
    for name, area, more in (
        ("vendor", g.coast, {"informal_group": "vendor", "section": "none"}),
        ("rider", g.coast, {"informal_group": "rider", "section": "40"}),
        ("townsman", g.town, {"informal_group": "vendor", "section": "none"}),
        ("sheltered", g.coast, {"informal_group": "vendor", "section": "none", "protected": "trafficking"}),
    ):
        g.people[name] = person(g, name, area, **more)
    g.people["stranger"] = person(g, "stranger", g.coast, office="DOE-92", informal_group="vendor")
    g.here = g.actors["counter"]
    return g


def person(g, name, area, office="OPS-92", **more):
    made = ground.worker(g, office)
    more = {"employment": "informal", "definition": "nso", "definition_source": "ทดสอบ", "home_area": area} | more
    Worker.objects.filter(pk=made.pk).update(**more)
    Worker.objects.filter(pk=made.pk).first()
    found = Worker.objects.get(pk=made.pk)
    found.given_name = name
    found.save()
    return found


def made(g, **more):
    told = {"title": "รอบธันวาคม", "area_id": g.areas["92"].pk} | more
    return perform(g.here, c.MakeOutreachList(**told))


def on(g, one, actor=None):
    rows = OutreachLine.objects.visible_to(actor or g.here).filter(list=one)
    return sorted(line.worker.given_name for line in rows.select_related("worker"))


def line(g, one, name):
    return OutreachLine.objects.get(list=one, worker=g.people[name])


def browser(actor):
    found = Client()
    person = Person.objects.get(pk=actor.person_id)
    found.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return found


def test_who_is_chosen_by_place_group_and_section(o):
    assert on(o, made(o)) == ["rider", "townsman", "vendor"]
    assert on(o, made(o, area_id=o.coast.pk)) == ["rider", "vendor"]
    assert on(o, made(o, group="vendor", section="none")) == ["townsman", "vendor"]
    assert on(o, made(o, by_hand=True)) == []
    with pytest.raises(RuleBroken) as broken:
        made(o, area_id=o.town.pk, group="rider")
    assert broken.value.field == "area"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"title": " "}, "title"),
        ({"area_id": 1}, "area"),
        ({"group": "pirate"}, "group"),
        ({"section": "99"}, "section"),
        ({"months": 0}, "months"),
    ],
)
def test_what_no_list_can_be_is_refused_with_its_field(o, more, field):
    with pytest.raises(RuleBroken) as broken:
        made(o, **more)
    assert broken.value.field == field
    assert not OutreachList.objects.exists()


def test_whom_a_service_met_lately_is_left_out(o):
    case = ground.case(o, person=o.people["vendor"])
    now = timezone.now()
    Case.objects.filter(pk=case.pk).update(opened_at=now - dt.timedelta(days=100))
    assert on(o, made(o, months=3)) == ["rider", "townsman", "vendor"]
    assert on(o, made(o, months=4)) == ["rider", "townsman"]
    Case.objects.filter(pk=case.pk).update(opened_at=now)
    old = person(o, "merged", o.coast)
    Worker.objects.filter(pk=old.pk).update(state="merged", merged_into=o.people["rider"])
    Case.objects.filter(pk=case.pk).update(worker=old)
    assert on(o, made(o, months=1)) == ["townsman", "vendor"]  # met under an entry that is the rider's


def test_nobody_under_protection_and_no_stranger_enters_by_hand(o):
    one = made(o, by_hand=True)
    for name in ("sheltered", "stranger"):
        with pytest.raises(RuleBroken):
            perform(o.here, c.AddOutreachLine(list_id=one.pk, worker_id=o.people[name].pk))
    perform(o.here, c.AddOutreachLine(list_id=one.pk, worker_id=o.people["rider"].pk))
    with pytest.raises(RuleBroken):
        perform(o.here, c.AddOutreachLine(list_id=one.pk, worker_id=o.people["rider"].pk))
    assert on(o, one) == ["rider"]


def test_a_withdrawn_right_takes_the_line_out_at_once_and_its_note_after(o):
    one = made(o)
    perform(o.here, c.RecordVisit(target_id=line(o, one, "vendor").pk, state="reached", text="บ้านสีฟ้าท้ายซอย"))
    tie = Tie.objects.get(worker=o.people["vendor"])
    perform(o.here, WithdrawTie(target_id=tie.pk))
    assert on(o, one) == ["rider", "townsman"]
    assert counts(o.here, [one.pk])[one.pk] == {"all": 2, "met": 0, "to_visit": 2}
    Worker.objects.filter(pk=o.people["rider"].pk).update(protected="child")
    assert on(o, one) == ["townsman"]
    assert OutreachLine.objects.count() == 3
    assert drop_strangers() == 2
    assert OutreachLine.objects.count() == 1
    assert drop_strangers() == 0
    entry = Entry.objects.filter(verb="referrals.drop_outreach_line").latest("id")
    assert "บ้านสีฟ้า" not in json.dumps(entry.changes, ensure_ascii=False)


def test_who_was_merged_stays_on_the_list_under_the_kept_entry_with_what_came_of_the_visit(o):
    one = made(o)
    twin = person(o, "twin", o.coast, informal_group="vendor", section="none")
    other = made(o, by_hand=True)
    perform(o.here, c.AddOutreachLine(list_id=other.pk, worker_id=twin.pk))
    perform(o.here, c.AddOutreachLine(list_id=one.pk, worker_id=twin.pk))
    mine = OutreachLine.objects.get(list=other)
    perform(o.here, c.RecordVisit(target_id=mine.pk, state="not_found", text="ไปขายของ"))
    perform(o.here, MergeWorkers(kept_id=o.people["vendor"].pk, gone_id=twin.pk))
    assert (on(o, one), on(o, other)) == (["rider", "townsman", "vendor"], [])
    number()
    dispatch([LISTENERS["referrals.outreach-dropped"]])
    assert not FailedEvent.objects.exists()
    assert (on(o, one), on(o, other)) == (["rider", "townsman", "vendor"], ["vendor"])
    mine.refresh_from_db()
    assert (mine.state, mine.tries, mine.note) == ("not_found", 1, "ไปขายของ")
    assert not OutreachLine.objects.filter(worker=twin).exists()
    with pytest.raises(RuleBroken):
        perform(SYSTEM, c.FollowMerge(target_id=mine.pk))
    with pytest.raises(Refused):
        perform(o.here, c.FollowMerge(target_id=mine.pk))


def test_other_offices_and_readers_see_nothing(o):
    one = made(o)
    number = line(o, one, "vendor").pk
    for who in ("doe", "minister"):
        actor = o.actors.get(who)
        if actor is None:
            continue
        assert not OutreachList.objects.visible_to(actor).exists()
        assert not OutreachLine.objects.visible_to(actor).exists()
        with pytest.raises(Refused):
            perform(actor, c.RecordVisit(target_id=number, state="reached"))
        with pytest.raises(Refused):
            perform(actor, c.CloseOutreachList(target_id=one.pk))
        assert browser(actor).get(f"/outreach/{one.pk}").status_code in {403, 404}
    assert on(o, one, o.actors["plo-staff"]) == ["rider", "townsman", "vendor"]


def test_what_came_of_a_try(o):
    one = made(o)
    target = line(o, one, "vendor")
    tomorrow = timezone.localdate() + dt.timedelta(days=1)

    def visit(**told):
        return perform(o.here, c.RecordVisit(target_id=target.pk, **told))

    for told, field in (
        ({"state": "to_visit"}, "state"),
        ({"state": ""}, "state"),
        ({"state": "not_found", "next_on": timezone.localdate() - dt.timedelta(days=1)}, "next_on"),
        ({"state": "refused", "next_on": tomorrow}, "next_on"),
        ({"state": "referred"}, "case_code"),
        ({"state": "reached", "text": "ก" * 5000}, "text"),
    ):
        with pytest.raises(RuleBroken) as broken:
            visit(**told)
        assert broken.value.field == field
    visit(state="not_found", text="ไปขายของ กลับค่ำ", next_on=tomorrow)
    target.refresh_from_db()
    assert (target.state, target.tries, target.next_on, target.note) == ("not_found", 1, tomorrow, "ไปขายของ กลับค่ำ")
    other = ground.case(o, person=o.people["rider"])
    with pytest.raises(RuleBroken):
        visit(state="referred", case_code=other.code)
    case = ground.case(o, person=o.people["vendor"])
    visit(state="referred", case_code=case.code.lower())
    target.refresh_from_db()
    assert (target.case_id, target.tries, target.next_on, target.note) == (case.pk, 2, None, "")
    assert counts(o.here, [one.pk])[one.pk]["met"] == 1
    visit(state="moved")
    target.refresh_from_db()
    assert target.case_id is None


def test_who_goes_is_somebody_of_the_office(o):
    one = made(o)
    target = line(o, one, "rider")
    perform(o.here, c.AssignVisit(target_id=target.pk, seat_id=o.actors["plo-staff"].seat_id))
    with pytest.raises(RuleBroken):
        perform(o.here, c.AssignVisit(target_id=target.pk, seat_id=o.actors["doe"].seat_id))
    target.refresh_from_db()
    assert target.seat_id == o.actors["plo-staff"].seat_id
    perform(o.here, c.AssignVisit(target_id=target.pk, seat_id=0))
    target.refresh_from_db()
    assert target.seat_id is None


def test_a_closed_list_changes_no_more(o):
    one = made(o)
    perform(o.here, c.CloseOutreachList(target_id=one.pk))
    for command in (
        c.CloseOutreachList(target_id=one.pk),
        c.AddOutreachLine(list_id=one.pk, worker_id=o.people["rider"].pk),
        c.RecordVisit(target_id=line(o, one, "rider").pk, state="reached"),
        c.AssignVisit(target_id=line(o, one, "rider").pk),
    ):
        with pytest.raises(RuleBroken):
            perform(o.here, command)
    assert drop_strangers() == 0


def test_the_pages_from_making_a_list_to_a_visit(o):
    page = browser(o.here)
    form = {"title": "ผู้ค้า กันตัง", "area": str(o.coast.pk), "group": "vendor", "months": "๑๒"}
    wrong = page.post("/outreach/new", form | {"months": "ปีหนึ่ง"})
    assert (wrong.status_code, "ปีหนึ่ง" in wrong.content.decode(), OutreachList.objects.count()) == (409, True, 0)
    assert page.post("/outreach/new", form | {"area": "x"}).status_code == 409
    answer = page.post("/outreach/new", form)
    one = OutreachList.objects.get()
    assert answer["Location"] == f"/outreach/{one.pk}"
    shown = page.get(f"/outreach/{one.pk}").content.decode()
    assert "vendor" in shown
    assert "sheltered" not in shown
    assert "0 จาก 1" in shown.replace("<b>", "")
    where = f"/outreach/lines/{line(o, one, 'vendor').pk}"
    bad = page.post(f"{where}/do", {"do": "visit", "state": "reached", "text": "คุยแล้ว", "next_on": "วันไหนดี"})
    assert (bad.status_code, "คุยแล้ว" in bad.content.decode()) == (409, True)
    assert page.post(f"{where}/do", {"do": "visit", "state": "reached", "text": "คุยแล้ว"}).status_code == 302
    assert "1 จาก 1" in page.get(f"/outreach/{one.pk}").content.decode()
    assert "คุยแล้ว" in page.get(where).content.decode()
    staff = str(o.actors["plo-staff"].seat_id)
    assert page.post(f"{where}/do", {"do": "assign", "seat": staff}).status_code == 302
    assert "vendor" in page.get(f"/outreach/{one.pk}?seat={staff}&state=reached").content.decode()
    assert "vendor" not in page.get(f"/outreach/{one.pk}?state=moved").content.decode()
    added = page.post(f"/outreach/{one.pk}/do", {"worker": str(o.people["rider"].pk)})
    assert added.status_code == 302
    assert page.post(f"/outreach/{one.pk}/do", {"worker": str(o.people["sheltered"].pk)}).status_code == 409
    assert page.post(f"{where}/do", {"do": "drop"}).status_code == 302
    assert page.get(where).status_code == 404
    assert on(o, one) == ["rider"]
    assert page.post(f"/outreach/{one.pk}/do", {"do": "close"}).status_code == 302
    assert "ปิดแล้ว" in page.get("/outreach").content.decode()


def test_the_worklist_tells_no_number_and_stays_cheap(o):
    for name in ("vendor", "rider"):
        one = o.people[name]
        one.id_kind, one.id_number, one.phone = "passport", f"AB12345{one.pk}", "0812345678"
        one.save()
    found = made(o)
    page = browser(o.here)
    page.get(f"/outreach/{found.pk}")
    with CaptureQueriesContext(connection) as asked:
        text = page.get(f"/outreach/{found.pk}").content.decode()
    assert len(asked) <= 12
    assert rules.writes(one["sql"] for one in asked) == []
    assert "AB12345" not in text
    assert "0812345678" not in text
    assert "vendor" in text


def test_lists_by_api(o):
    page = browser(o.here)

    def ask(method, path, told=None):
        answer = getattr(page, method)(f"/api/v1{path}", told, content_type="application/json")
        return answer.status_code, answer.json()

    assert ask("post", "/outreach-lists", {"title": "ก", "area": "zz"})[1]["field"] == "area"
    assert ask("post", "/outreach-lists", {"title": "", "area": "9202"})[1]["field"] == "title"
    status, one = ask("post", "/outreach-lists", {"title": "กันตัง", "area": "9202", "group": "vendor"})
    assert (status, one["people"], one["met"], one["area"]) == (200, 1, 0, "9202")
    where = f"/outreach-lists/{one['id']}"
    (row,) = ask("get", f"{where}/lines")[1]["items"]
    assert (row["worker"], row["state"], row["tried_at"]) == (o.people["vendor"].pk, "to_visit", None)
    assert "vendor" not in json.dumps(row)
    line = f"/outreach-lines/{row['id']}"
    assert ask("post", f"{line}/visit", {"state": "to_visit"})[0] == 422
    assert ask("post", f"{line}/visit", {"state": "reached", "note": "คุยแล้ว"})[1]["tries"] == 1
    seat = o.actors["plo-staff"].seat_id
    assert ask("post", f"{line}/assign", {"seat": seat})[1]["seat"] == seat
    assert ask("post", f"{line}/assign", {})[1]["seat"] is None
    assert ask("post", f"{where}/lines", {"worker": o.people["sheltered"].pk})[0] == 409
    added = ask("post", f"{where}/lines", {"worker": o.people["rider"].pk})[1]
    assert ask("get", where)[1]["people"] == 2
    assert [r["id"] for r in ask("get", f"{where}/lines?state=reached")[1]["items"]] == [row["id"]]
    assert ask("delete", f"/outreach-lines/{added['id']}")[1] == {"listed": False}
    assert ask("post", f"{where}/close", {})[1]["closed_at"]
    assert ask("get", "/outreach-lists")[1]["items"][0]["people"] == 1
    doe = browser(o.actors["doe"])
    assert doe.get(f"/api/v1{where}").status_code == 404
    assert doe.get(f"/api/v1{where}/lines").status_code == 404


def test_lists_by_command_line(o, capsys):
    who = ["--as", Person.objects.get(pk=o.here.person_id).username]
    assert call(["outreach", "make", "--title", "กันตัง", "--area", "9202", *who]) == 0
    one = OutreachList.objects.get()
    assert call(["outreach", "visit", str(line(o, one, "rider").pk), "refused", *who]) == 0
    assert call(["outreach", "visit", str(line(o, one, "vendor").pk), "referred", *who]) == 1
    capsys.readouterr()
    assert call(["outreach", "lines", str(one.pk), *who]) == 0
    told = capsys.readouterr().out
    assert "refused" in told
    assert "rider" not in told
    assert call(["outreach", "close", str(one.pk), *who]) == 0
    assert call(["outreach", "lists", "--json", *who]) == 0
    assert '"people":2' in capsys.readouterr().out
