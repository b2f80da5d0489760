"""The page of dimensions: which indicator asks which groups, changed with a trace by those who keep it."""

from __future__ import annotations

import pytest

from prasan.platform.journal.models import Entry
from prasan.registers.models import Dimension, DimensionMember, Indicator
from tests.progress import ground
from tests.progress.calls.test_call_pages import page_of

PAGE = "/policies/dimensions"


@pytest.fixture
def g(db):
    found = ground.build()
    for order, (code, name) in enumerate((("gender", "เพศสภาพ"), ("years", "ช่วงวัย")), 90):
        one = Dimension.objects.create(code=code, name_th=name, order=order)
        DimensionMember.objects.create(dimension=one, code="a", name_th=f"{name}หนึ่ง")
    return found


def rows_of(page):
    return page.content.decode().count("data-row")


def test_it_shows_groups_members_and_who_asks_them(g):
    Indicator.objects.filter(code="jobs").update(splits=["gender"])
    client = page_of(g, "officer")
    page = client.get(PAGE)
    assert "เพศสภาพหนึ่ง" in page.content.decode()
    assert rows_of(page) == 1
    assert rows_of(client.get(f"{PAGE}?of=years")) == 0
    assert rows_of(client.get(f"{PAGE}?of=all")) == Indicator.objects.in_use().count()
    assert f"{PAGE}/jobs" not in page.content.decode(), "an officer changes none"


def test_whoever_keeps_an_indicator_changes_its_groups_and_the_journal_tells(g):
    client = page_of(g, "owner")
    assert f"{PAGE}/jobs" in client.get(f"{PAGE}?of=all").content.decode()
    assert client.get(f"{PAGE}/jobs").status_code == 200
    told = {"splits": ["years", "gender"], "reason": "ขอแยกตามหนังสือ"}
    assert client.post(f"{PAGE}/jobs", told).status_code == 302
    assert Indicator.objects.get(code="jobs").splits == ["gender", "years"], "in the order of the dimensions"
    entry = Entry.objects.filter(verb="registers.change_indicator").latest("pk")
    assert (entry.changes["splits"], entry.reason) == ([[], ["gender", "years"]], "ขอแยกตามหนังสือ")
    assert client.post(f"{PAGE}/jobs", {}).status_code == 302
    assert Indicator.objects.get(code="jobs").splits == []


def test_others_are_refused_and_unknown_groups_too(g):
    assert page_of(g, "officer").post(f"{PAGE}/jobs", {"splits": ["gender"]}).status_code == 403
    assert page_of(g, "owner").post(f"{PAGE}/jobs", {"splits": ["zodiac"]}).status_code == 422
    assert page_of(g, "owner").get(f"{PAGE}/no-such").status_code == 404
    assert Indicator.objects.get(code="jobs").splits == []


def test_a_long_list_goes_on_after_the_last_one(g, monkeypatch):
    monkeypatch.setattr("prasan.registers.pages.dimensions.SHOWN", 2)
    client = page_of(g, "owner")
    codes = list(Indicator.objects.in_use().order_by("code").values_list("code", flat=True))
    first = client.get(f"{PAGE}?of=all")
    assert rows_of(first) == 2
    assert f"after={codes[1]}" in first.content.decode()
    assert f"{PAGE}/{codes[2]}" in client.get(f"{PAGE}?of=all&after={codes[1]}").content.decode()
