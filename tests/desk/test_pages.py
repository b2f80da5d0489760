"""Every screen of the desk by the demo's seats: budgets of queries and bytes, who sees what, JavaScript off."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.desk import queries
from prasan.desk.pages.wall import DECISIONS
from prasan.registers.models import Policy

BYTES = 110 * 1024


def addresses() -> list[str]:
    shown = queries.frame()
    policy = Policy.objects.filter(policy_set__is_demo=True, headline=1).get()
    main = policy.indicators.get(is_main=True)
    return [
        "/wall", "/wall?view=grid", "/wall/part", "/provinces", "/provinces?q=ตรัง", "/province/92", "/province/10",
        f"/policy/{policy.pk}", "/region/inspection-region/6", f"/explain/{main.pk}/92/{shown.period}",
        f"/explain/{main.pk}/TH/{shown.period}", "/journal", "/search?q=ตรัง", "/palette?q=ตรัง", "/palette",
    ]  # fmt: skip


@pytest.mark.parametrize("username", ["minister", "plo-92", "doe-92", "inspector-1", "dg-doe", "auditor"])
def test_pages_keep_their_budgets(sign_in, username):
    client = sign_in(username)
    opened = 0
    for url in [*addresses(), "/work"]:
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(url)
        assert answer.status_code in {200, 404}, url
        assert len(asked) <= 12, (url, [q["sql"][:90] for q in asked])
        if answer.status_code == 200:
            opened += 1
            text = answer.content.decode()
            assert len(answer.content) <= BYTES, (url, len(answer.content))
            assert not re.search(r"\sstyle=|<script(?![^>]*\bsrc=)|\son\w+=", text), url
    assert opened >= 10


def test_before_the_due_day_pages_keep_their_budget(sign_in, monkeypatch):
    plain = queries.frame_on
    monkeypatch.setattr(queries, "frame_on", lambda *told: replace(plain(*told), grace=True))
    client = sign_in("minister")
    for url in ("/wall", "/province/92", "/executive", "/provinces"):
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        assert len(asked) <= 12, url


@pytest.mark.parametrize(
    ("username", "goes"),
    [
        ("minister", "/executive"), ("duty-1", "/wall"), ("plo-92", "/desk"), ("doe-92", "/work"),
        ("gov-92", "/province/92"), ("auditor", "/journal"),
    ],
)  # fmt: skip
def test_home_leads_each_role_to_its_page(sign_in, username, goes):
    answer = sign_in(username).get("/")
    assert (answer.status_code, answer["Location"]) == (302, goes)


def test_a_province_out_of_scope_is_not_found(sign_in):
    client = sign_in("plo-92")
    assert client.get("/province/92").status_code == 200
    assert client.get("/province/21").status_code == 404
    assert client.get("/provinces").content.decode().count('href="/province/') == 1


def test_no_rank_stands_before_a_province(sign_in):
    """Rank and blame are the chair's view until released."""
    policy = Policy.objects.get(policy_set__is_demo=True, headline=1)
    mine = sign_in("plo-92").get(f"/policy/{policy.pk}?sort=gap")
    assert mine.content.decode().count("<tr data-row>") == 1
    wall = sign_in("plo-92").get("/wall").content.decode()
    decisions = wall[wall.index('id="w3"') : wall.index('id="w6"')]
    assert set(re.findall(r'href="/province/(\d\d)"', decisions)) <= {"92"}
    chair = sign_in("minister").get("/wall").content.decode()
    decisions = chair[chair.index('id="w3"') : chair.index('id="w6"')]
    assert len(re.findall(r'href="/province/(\d\d)"', decisions)) == DECISIONS


def test_administrators_read_no_figures(sign_in):
    client = sign_in("admin")
    for url in ("/wall", "/provinces", "/province/92", "/work"):
        assert client.get(url).status_code in {403, 404}, url


def test_the_executive_reaches_any_province_in_three_taps(sign_in):
    """Region opens in place (tap 1), province (tap 2): every address stands on the first page."""
    text = sign_in("minister").get("/executive").content.decode()
    reach = text[text.index('class="reach"') :]
    assert len(set(re.findall(r'href="/province/(\d\d)"', reach))) == 77


def test_an_officer_may_not_open_the_labour_officers_desk(sign_in):
    assert sign_in("doe-92").get("/desk").status_code == 403
    assert sign_in("minister").get("/desk").status_code == 403
    assert sign_in("doe-92").get("/executive").status_code == 403


def test_english_pages_hold_no_thai_interface(sign_in):
    client = sign_in("minister")
    client.cookies["django_language"] = "en"
    text = client.get("/wall").content.decode()
    for word in ("รอการตัดสินใจ", "อนุมัติล่าสุด", "ยังไม่รายงาน", "ผลสะสม"):
        assert word not in text
