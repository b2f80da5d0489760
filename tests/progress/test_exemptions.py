"""Does not apply: asked by the officer, decided by whoever may set the target; zero and silence look different."""

import pytest
from django.test import Client

from prasan.directory.models import Person
from prasan.kernel.status import DEFAULT
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry
from prasan.progress.exemptions.commands import AskExemption, DecideExemption
from prasan.progress.items import items_of
from prasan.progress.models import Exemption
from prasan.progress.rollups import board
from tests.progress.test_pages import BACKEND, text
from tests.progress.test_rollups import put

pytestmark = pytest.mark.django_db


def ask(g, who="officer", code="jobs", reason="จังหวัดไม่มีชายแดน"):
    keys = {"office_id": g.offices["DOE-92"].pk, "indicator_id": g.indicators[code].pk, "period": g.period}
    return perform(g.actors[who], AskExemption(reason=reason, **keys))


def decide(g, one, who="owner", **more):
    return perform(g.actors[who], DecideExemption(target_id=one.pk, **more))


def code(g):
    return board(g.policy_set.pk, g.period, DEFAULT, months=1).lines[0].codes[920000]


def test_until_it_is_decided_the_question_is_still_asked(g):
    report = g.opened()
    one = ask(g)
    assert "jobs" in {item.indicator.code for item in items_of(report)}
    assert code(g) == "not_reported"
    with pytest.raises(RuleBroken, match="รอพิจารณาอยู่แล้ว"):
        ask(g)
    done = decide(g, one, accept=True)
    assert done.state == "accepted"
    assert "jobs" not in {item.indicator.code for item in items_of(report)}
    assert code(g) == "not_applicable"
    one.target.refresh_from_db()
    assert one.target.reason == "จังหวัดไม่มีชายแดน"
    assert Entry.objects.filter(verb="registers.mark_not_applicable").exists()


def test_zero_silence_and_not_applicable_are_three_things(g):
    put(g, "jobs", "92", g.period, 0)
    put(g, "jobs", "80", g.period, 5)
    assert code(g) == "very_late"


def test_a_refusal_says_why_and_a_new_request_may_follow(g):
    one = ask(g)
    with pytest.raises(RuleBroken, match="เหตุผล"):
        decide(g, one, accept=False)
    decide(g, one, accept=False, answer="มีด่านถาวรหนึ่งแห่ง")
    with pytest.raises(RuleBroken, match="พิจารณาแล้ว"):
        decide(g, one, accept=True)
    assert ask(g).state == "asked"


def test_who_asks_and_who_decides(g):
    for who in ("neighbour", "plo", "minister"):
        with pytest.raises(Refused):
            ask(g, who=who)
    with pytest.raises(RuleBroken, match="เหตุผล"):
        ask(g, reason=" ")
    one = ask(g)
    for who in ("officer", "plo", "foreign-department"):
        with pytest.raises(Refused):
            decide(g, one, who=who, accept=True)
    assert decide(g, one, who="department", accept=True).state == "accepted"


def test_pages_and_api(g):
    def signed_in(name):
        client = Client()
        client.force_login(Person.objects.get(username=name), BACKEND)
        return client

    officer, owner = signed_in("officer"), signed_in("owner")
    report = g.opened()
    number = next(item.number for item in items_of(report) if item.indicator.code == "jobs")
    url = f"/reports/{report.pk}/items/{number}/exempt"
    assert officer.get(url).status_code == 200
    assert officer.post(url, {"reason": ""}).status_code == 422
    assert officer.post(url, {"reason": "ไม่มีงานนี้"}).status_code == 302
    assert "ไม่มีงานนี้" in text(owner.get("/reports/exemptions"))
    one = Exemption.objects.get()
    assert owner.post(f"/reports/exemptions/{one.pk}", {"act": "refuse", "answer": ""}).status_code == 422
    answer = owner.post(
        f"/api/v1/exemptions/{one.pk}/decide", {"accept": False, "answer": "มี"}, content_type="application/json"
    )
    assert answer.json()["state"] == "refused"
    body = {"indicator": "jobs", "reason": "ไม่มีจริง"}
    answer = officer.post(f"/api/v1/reports/{report.pk}/exemptions", body, content_type="application/json")
    assert answer.json()["state"] == "asked", answer.content
    assert [row["reason"] for row in owner.get("/api/v1/exemptions").json()] == ["ไม่มีจริง"]
    owner.post(f"/reports/exemptions/{Exemption.objects.latest('pk').pk}", {"act": "accept"})
    assert "jobs" not in {item.indicator.code for item in items_of(report)}
