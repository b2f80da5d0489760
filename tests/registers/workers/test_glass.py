"""Break-glass: one person, one hour, a reason, reading alone; heads hear of it and look at it afterwards."""

import dataclasses
import datetime as dt

import pytest
from django.db.models import F
from django.test import Client, RequestFactory
from django.utils import timezone

from prasan.desk.glass_notices import settle_opening, tell_opening
from prasan.directory.models import Office
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.jobs.listeners import Told
from prasan.platform.journal.models import Entry
from prasan.platform.notices.models import Notice
from prasan.platform.vault.models import PersonKey
from prasan.referrals.commands import OpenCase
from prasan.referrals.tracking.reading import looks
from prasan.registers.commands import (
    AddTie,
    ChangeWorker,
    MergeWorkers,
    OpenGlass,
    RevealWorker,
    ReviewGlass,
    TellApart,
    WithdrawTie,
)
from prasan.registers.models import Glass, Worker
from prasan.registers.pages import glass as pages
from tests.registers.workers.people import make

pytestmark = pytest.mark.django_db
WHY = "หมดสติหน้าสำนักงาน ต้องติดต่อญาติ"


@pytest.fixture
def person(g):
    return make(g.offices["OPS-80"], phone="0812345678", given_name="สมหญิง")


def opened(g, person, who="officer"):
    return perform(g.actors[who], OpenGlass(worker_id=person.pk, why=WHY))


def past(glass):
    """Let an opening's hour be over."""
    hours = dt.timedelta(hours=2)
    Glass.objects.filter(pk=glass.pk).update(at=F("at") - hours, until=F("until") - hours)


def test_an_entry_is_open_to_one_seat_for_an_hour_and_closes_by_itself(g, person):
    officer = g.actors["officer"]
    assert not Worker.objects.visible_to(officer).exists()
    glass = opened(g, person)
    assert glass.until - glass.at == dt.timedelta(minutes=60)
    assert Worker.objects.visible_to(officer).get() == person
    for other in ("second", "head", "plo", "minister", "director"):
        assert not Worker.objects.visible_to(g.actors[other]).exists()
    line = Entry.objects.get(verb="registers.open_glass")
    assert WHY not in str(line.changes)
    with pytest.raises(RuleBroken):
        opened(g, person)
    past(glass)
    assert not Worker.objects.visible_to(officer).exists()


def test_it_is_read_and_nothing_more(g, person):
    opened(g, person)
    officer, mine = g.actors["officer"], make(g.offices["DOE-92"])
    told = RevealWorker(target_id=person.pk, fields=("phone",), reason="โทรหาญาติ")
    perform(officer, told)
    assert told.values == {"phone": "0812345678"}
    tie = person.ties.get()
    for command in (
        ChangeWorker(target_id=person.pk, told={"section": "33"}),
        AddTie(worker_id=person.pk, office_id=officer.office_id, notice_version="1"),
        WithdrawTie(target_id=tie.pk),
        MergeWorkers(kept_id=mine.pk, gone_id=person.pk),
        TellApart(one_id=mine.pk, other_id=person.pk),
        OpenCase(worker_id=person.pk, need="ขอคำปรึกษา"),
    ):
        with pytest.raises((Refused, RuleBroken)) as refused:
            perform(officer, command)
        assert refused.value.status in {404, 409}, command


def test_whoever_acts_for_a_head_finds_what_to_review(g, person, monkeypatch):
    glass = opened(g, person)
    acting = dataclasses.replace(g.actors["head"], delegated=True)
    request = RequestFactory().get("/workers/glass")
    request.actor, request.user = acting, g.person("head")
    drawn = []
    monkeypatch.setattr(pages, "draw", lambda request, name, context, status=200: drawn.append(context))
    pages.glass_list(request)
    assert (drawn[0]["form"], drawn[0]["rows"]) == (None, [(glass, True)])
    request.actor = dataclasses.replace(g.actors["officer"], delegated=True)
    with pytest.raises(Refused):
        pages.glass_list(request)


def test_the_reason_is_the_persons_and_the_person_reads_that_somebody_looked(g, person):
    office = g.actors["officer"].office_id
    case = perform(g.actors["far-plo"], OpenCase(worker_id=person.pk, need="ขอคำปรึกษา"))
    before = len(looks(case))
    glass = opened(g, person)
    opened(g, make(g.offices["OPS-80"], given_name="อีกคน"))
    line = Entry.objects.get(verb="registers.open_glass", object_id=glass.pk)
    key = PersonKey.objects.get(pk=line.changes["why"][1]["key"])
    assert (key.kind, key.number) == ("registers.worker", person.pk)
    seen = looks(case)
    assert len(seen) == before + 1
    assert (seen[0].office, seen[0].what) == (Office.objects.get(pk=office).name, OpenGlass.verb)


def test_executives_open_nobody_and_nobody_opens_for_another(g, person):
    ward = make(g.offices["OPS-80"], protected="trafficking")
    for who in ("minister", "director", "duty", "owner"):
        for one in (person, ward):
            with pytest.raises(Refused) as refused:
                opened(g, one, who)
            assert refused.value.status == 403
    officer = g.actors["officer"]
    with pytest.raises(Refused):
        perform(dataclasses.replace(officer, delegated=True), OpenGlass(worker_id=person.pk, why=WHY))
    opened(g, ward)
    assert Worker.objects.visible_to(officer).get() == ward


def test_it_needs_a_reason_and_is_rare(g, person):
    officer = g.actors["officer"]
    for why in ("", "ด่วน"):
        with pytest.raises(RuleBroken) as broken:
            perform(officer, OpenGlass(worker_id=person.pk, why=why))
        assert broken.value.field == "why"
    with pytest.raises(Refused) as refused:
        perform(officer, OpenGlass(worker_id=0, why=WHY))
    assert refused.value.status == 404
    for _n in range(5):
        past(opened(g, person))
    with pytest.raises(RuleBroken) as broken:
        opened(g, person)
    assert broken.value.status == 429


def test_a_merged_entry_is_opened_as_the_one_that_was_kept(g, person):
    gone = make(g.offices["OPS-80"], given_name="สมญิง")
    perform(g.actors["far-plo"], MergeWorkers(kept_id=person.pk, gone_id=gone.pk))
    assert opened(g, gone).worker_id == person.pk


def _told(name, glass):
    return Told(1, name, {"id": glass.pk}, [], None, timezone.now())


def test_heads_hear_of_it_and_review_it_once(g, person):
    glass = opened(g, person)
    tell_opening(_told("registers.open_glass", glass))
    people = {g.actors[who].person_id for who in ("head", "plo")}
    notices = Notice.objects.filter(kind="registers.glass")
    assert set(notices.values_list("person_id", flat=True)) == people
    assert {(*sorted(one), one["number"]) for one in notices.values_list("args", flat=True)} == {
        ("number", "when", glass.pk)
    }
    review = {"target_id": glass.pk, "verdict": "unjustified", "text": "ไม่ใช่เหตุฉุกเฉินตามระเบียบ"}
    for who in ("officer", "second", "neighbour", "far-plo", "minister"):
        with pytest.raises(Refused):
            perform(g.actors[who], ReviewGlass(**review))
    for wrong in ({"verdict": ""}, {"text": "ไม่"}):
        with pytest.raises(RuleBroken):
            perform(g.actors["head"], ReviewGlass(**review | wrong))
    perform(g.actors["head"], ReviewGlass(**review))
    assert not Worker.objects.visible_to(g.actors["officer"]).exists()
    with pytest.raises(RuleBroken):
        perform(g.actors["plo"], ReviewGlass(**review))
    settle_opening(_told("registers.review_glass", glass))
    assert not notices.filter(read=None).exists()


def test_by_page_and_api_from_opening_to_review(g, person):
    def browser(who):
        found = Client()
        found.force_login(g.person(who), "allauth.account.auth_backends.AuthenticationBackend")
        return found

    officer, head = browser("officer"), browser("head")
    assert browser("minister").get("/workers/glass").status_code == 403
    assert officer.get(f"/workers/{person.pk}").status_code == 404
    assert officer.post("/workers/glass", {"number": person.pk, "why": "x"}).status_code == 422
    assert officer.post("/workers/glass", {"number": person.pk, "why": WHY})["Location"] == f"/workers/{person.pk}"
    page = officer.get(f"/workers/{person.pk}").content.decode()
    assert "สมหญิง" in page
    assert f"/workers/{person.pk}/change" not in page
    assert officer.get(f"/workers/{person.pk}/twins").status_code == 404
    assert officer.get(f"/workers/{person.pk}/change").status_code == 404
    glass = Glass.objects.get()
    assert "สมหญิง" not in head.get("/workers/glass").content.decode()
    assert officer.get(f"/workers/glass/{glass.pk}/review").status_code == 403
    assert WHY in head.get(f"/workers/glass/{glass.pk}/review").content.decode()
    listed = head.get("/api/v1/worker-openings?unreviewed=true").json()["items"]
    assert [(one["worker"], one["why"]) for one in listed] == [(person.pk, WHY)]
    told = {"verdict": "justified", "text": "เป็นเหตุฉุกเฉินจริงตามที่แจ้ง"}
    assert head.post(f"/workers/glass/{glass.pk}/review", told).status_code == 302
    assert head.get("/api/v1/worker-openings?unreviewed=true").json()["items"] == []
    assert officer.get("/api/v1/workers").json()["items"] == []  # opened is not served
    assert officer.get(f"/api/v1/workers/{person.pk}").json()["id"] == person.pk
    second = browser("second")
    again = second.post("/api/v1/worker-openings", {"worker": person.pk, "why": WHY}, content_type="application/json")
    assert again.status_code == 200, again.json()
    answer = head.post(f"/api/v1/worker-openings/{again.json()['id']}/review", told, content_type="application/json")
    assert answer.json()["verdict"] == "justified"
    assert timezone.now() < Glass.objects.get(pk=again.json()["id"]).until
