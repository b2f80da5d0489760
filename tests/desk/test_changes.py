"""What changed since I last looked: status first, with causes; a look is noted by POST alone."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from prasan.desk import changes, queries, sight
from prasan.desk.board import Province
from prasan.desk.models import LastLook
from prasan.progress.models import Figure, FigureChange
from prasan.registers.models import Policy

MINUTE = dt.timedelta(minutes=1)


def province(who, code="14"):
    area = sight.province_of(who, code)
    return Province(area.pk, area.last, area.code, area.name, area.short_th, area.sort_th)


@pytest.fixture
def corrected(actor):
    """A figure of Ayutthaya that was on its path falls to zero now, another of its changes by a little."""
    who = actor("minister")
    one = province(who)
    now = timezone.now()  # in the first days of a month the demo's own reports are of these hours
    Figure.objects.filter(created__gt=now - dt.timedelta(hours=5)).update(created=now - dt.timedelta(hours=6))
    FigureChange.objects.filter(at__gt=now - dt.timedelta(hours=5)).update(at=now - dt.timedelta(hours=6))
    country = queries.country(queries.frame(), areas={one.pk: one})
    sums = [line for line in country.lines if line.main.summing == "sum" and country.point(line, one.pk).value]
    first, second = sums[0], sums[1]
    for line, value in ((first, 0), (second, country.point(second, one.pk).value + 1)):
        row = Figure.objects.filter(indicator_id=line.main.pk, area_id=one.pk, period=country.frame.period)
        row.update(value=value)
    FigureChange.objects.filter(at__gt=timezone.now() - dt.timedelta(hours=1)).update(at=timezone.now())
    return one, first, second


def test_changes_of_status_stand_first_with_their_report(actor, corrected):
    one, first, _second = corrected
    found, count = changes.since(actor("minister"), timezone.now() - 5 * MINUTE, area=one)
    assert count == 2
    assert [row.turned for row in found] == [True, False]
    assert found[0].now == "very_late"
    assert "แก้ผลเดือน" in found[0].why
    assert found[0].report.startswith("/reports/")
    assert f"/explain/{first.main.pk}/14/" in found[0].href
    assert changes.since(actor("minister"), timezone.now() + MINUTE, area=one)[1] == 0


def test_a_policy_and_the_country_tell_it_too(actor, corrected):
    _one, first, _second = corrected
    moment = timezone.now() - 5 * MINUTE
    policy = Policy.objects.get(pk=first.policy_id)
    who = actor("minister")
    found, _ = changes.since(who, moment, policy=policy.pk, policy_set=policy.policy_set_id)
    assert "พระนครศรีอยุธยา" in found[0].title
    whole, count = changes.since(who, moment)
    assert 1 <= len(whole) <= changes.LINES
    assert count >= 2
    plo = changes.since(actor("plo-92"), moment, policy=policy.pk, policy_set=policy.policy_set_id)
    assert plo == ([], 0)


def test_looks_close_together_are_one_visit(db):
    now = timezone.now()
    assert changes.last_look(1, "policy:1", now) is None
    changes.looked(1, "policy:1", now - dt.timedelta(days=2))
    changes.looked(1, "policy:1", now - 10 * MINUTE)
    changes.looked(1, "policy:1", now)
    assert changes.last_look(1, "policy:1", now) == now - dt.timedelta(days=2)
    assert changes.last_look(1, "policy:1", now + dt.timedelta(hours=2)) == now
    assert changes.last_look(2, "policy:1", now) is None
    changes.looked(3, "x", now - dt.timedelta(days=900))
    assert changes.last_look(3, "x", now) == now - changes.LONGEST


def test_reading_notes_nothing_and_a_post_notes_the_look(sign_in, corrected):
    client = sign_in("minister")
    assert "เป็นครั้งแรก" in client.get("/changed/province:14?part=1").content.decode()
    assert not LastLook.objects.exists()
    assert client.post("/looked/province:14", headers={"HX-Request": "true"}).status_code == 204
    assert client.get("/looked/province:14").status_code == 405
    LastLook.objects.update(at=timezone.now() - dt.timedelta(hours=3))
    text = client.get("/changed/province:14?part=1").content.decode()
    assert text.count("<li>") == 2
    assert "ล่าช้ากว่าแผนมาก" in text
    assert client.get("/changed/province:14").status_code == 200
    assert client.get("/changed/country").status_code == 200


def test_rights(sign_in):
    assert sign_in("plo-92").get("/changed/province:21").status_code == 404
    assert sign_in("plo-92").post("/looked/province:21").status_code == 404
    assert sign_in("admin").get("/changed/country").status_code == 403
    assert sign_in("minister").get("/changed/policy:x").status_code == 404
    for url in ("/province/92", "/executive"):
        assert "/changed/" in sign_in("minister").get(url).content.decode()
