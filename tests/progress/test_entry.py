"""What an officer types: groups, words beside figures, checks that stop or ask, in form, workbook and API."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prasan.directory.models import Person
from prasan.kernel.status import DEFAULT
from prasan.platform.commands import RuleBroken, perform
from prasan.progress import entry, periods
from prasan.progress.checks.entry import given_of
from prasan.progress.commands import Answer, Approve, SaveFigures, Submit, Word
from prasan.progress.items import claim_differs, items_of
from prasan.progress.models import Figure, Report, Said
from prasan.progress.reading import read_percent
from prasan.progress.rollups import board
from prasan.registers.models import Dimension, DimensionMember
from tests.progress.ground import add_indicator
from tests.progress.test_pages import BACKEND, form_of, text
from tests.progress.test_rollups import put

pytestmark = pytest.mark.django_db


@pytest.fixture
def split(g):
    """The main indicator is asked by sex, and by district of the province."""
    sex = Dimension.objects.create(code="sex", name_th="เพศ", name_en="Sex", order=1)
    for order, (code, name) in enumerate((("f", "หญิง"), ("m", "ชาย"))):
        DimensionMember.objects.create(dimension=sex, code=code, name_th=name, order=order)
    one = g.indicators["jobs"]
    one.splits = ["sex"]
    one.save()
    return g


@pytest.fixture
def client_of(g):
    def make(name):
        client = Client()
        client.force_login(Person.objects.get(username=name), BACKEND)
        return client

    return make


def save(g, report, code, value, denominator=None, note="", **more):
    report.refresh_from_db()
    answer = Answer(
        g.indicators[code].pk, value, denominator, cause="budget", step="เร่งเบิกจ่าย", note=note, **more
    )  # fmt: skip
    return perform(g.actors["officer"], SaveFigures(target_id=report.pk, version=report.version, answers=[answer]))


def codes(report):
    return {(one.flag.code, one.item.indicator.code) for one in entry.of_items(items_of(report))}


def past(g, code, values, area="92", denominator=None):
    for back, value in enumerate(reversed(values), 1):
        put(g, code, area, periods.add(g.period, -back), value, denominator)


def test_groups_are_kept_beside_the_total_and_follow_the_report(split):
    report = save(split, split.opened(), "jobs", 2000, members={"sex:f": (1200, None), "sex:m": (800, None)})
    perform(split.actors["officer"], Submit(target_id=report.pk))
    split.accepted(report)
    rows = Figure.objects.filter(report=report).values_list("member", "value", "level")
    assert set(rows) == {("", 2000, 4), ("sex:f", 1200, 4), ("sex:m", 800, 4)}
    cell = board(split.policy_set.pk, split.period, DEFAULT, months=1).lines[0].cells[920000]
    assert cell.value == 2000, "groups are not added to the total"


def test_parts_that_do_not_sum_stop_the_report(split):
    report = save(split, split.opened(), "jobs", 2000, members={"sex:f": (1200, None), "sex:m": (801, None)})
    assert ("parts-sum", "jobs") in codes(report)
    with pytest.raises(RuleBroken, match="หญิง") as stopped:
        perform(split.actors["officer"], Submit(target_id=report.pk))
    assert stopped.value.field == str(items_of(report)[0].number)


def test_a_missing_part_is_no_zero_and_says_so(split):
    report = save(split, split.opened(), "jobs", 2000, members={"sex:f": (1200, None)})
    assert codes(report) == set()
    item = items_of(report)[0]
    assert [(group.code, missing) for group, missing in item.missing_members()] == [("sex", 1)]
    report = save(split, report, "jobs", 2000, members={"sex:f": (2001, None)})
    assert ("part-exceeds", "jobs") in codes(report)
    report = save(split, report, "jobs", 2000, members={"sex:f": None})
    assert not Figure.objects.filter(report=report).exclude(member="").exists()


def test_a_group_that_is_not_asked_for_is_refused(split):
    with pytest.raises(RuleBroken, match="ไม่ได้ให้แยก"):
        save(split, split.opened(), "jobs", 5, members={"age:60+": (5, None)})
    with pytest.raises(RuleBroken, match="ยอดรวมก่อน"):
        save(split, split.opened(), "jobs", None, members={"sex:f": (5, None)})


def test_the_parts_of_a_ratio_sum_on_both_sides(split):
    one = split.indicators["share"]
    one.splits = ["sex"]
    one.save()
    report = save(split, split.opened(), "share", 90, 100, members={"sex:f": (50, 60), "sex:m": (40, 41)})
    assert ("parts-sum", "share") in codes(report)
    report = save(split, report, "share", 90, 100, members={"sex:f": (50, 60), "sex:m": (40, 40)})
    assert codes(report) == set()


def test_a_jump_asks_for_a_word_and_then_lets_go(g):
    past(g, "jobs", [100, 110, 105, 95])
    report = save(g, g.opened(), "jobs", 700)
    assert codes(report) == {("jump", "jobs")}
    with pytest.raises(RuleBroken, match="หมายเหตุ"):
        perform(g.actors["officer"], Submit(target_id=report.pk))
    save(g, report, "jobs", 700, note="จัดมหกรรมแรงงานสองวัน")
    assert perform(g.actors["officer"], Submit(target_id=report.pk)).state == "submitted"


@pytest.mark.parametrize(
    ("values", "now", "expected"),
    [
        ([100, 110, 105, 95], 1050, "tenfold"),
        ([1200, 1300, 1250], 1250, "same-as-last"),
        ([200, 220, 210, 190], 90, None),
        ([200, 220, 210, 190], 50, "jump"),
        ([3, 4, 5], 20, None),
        ([100, 1000, 300], 900, None),
    ],
)
def test_own_history(g, values, now, expected):
    past(g, "jobs", values)
    report = save(g, g.opened(), "jobs", now)
    assert {code for code, _ in codes(report)} == ({expected} if expected else set())


def test_a_neighbours_last_number_is_noticed_once_it_is_accepted(g):
    put(g, "jobs", "80", periods.add(g.period, -1), 12_345)
    report = save(g, g.opened(), "jobs", 12_345)
    assert codes(report) == {("same-as-neighbour", "jobs")}
    Figure.objects.filter(area=g.areas["80"]).update(level=1)
    assert codes(report) == set()


def test_a_neighbours_number_asks_for_a_word_on_the_form_and_stops_until_it_has_one(g):
    put(g, "jobs", "80", periods.add(g.period, -1), 12_345)
    report = save(g, g.opened(), "share", 90, 100)
    client = Client()
    client.force_login(Person.objects.get(username="officer"), BACKEND)
    address = f"/reports/{report.pk}/items/1"
    typed = form_of(client.get(address)) | {"value": "12,345"}
    asked = client.post(address, typed, follow=True)
    assert "อาจคัดลอกมา โปรดตรวจ" in text(asked)
    assert g.areas["80"].name in text(asked)
    with pytest.raises(RuleBroken, match="หมายเหตุ"):
        perform(g.actors["officer"], Submit(target_id=report.pk))
    client.post(address, form_of(asked) | {"value": "12,345", "note": "นับจากทะเบียนของเราเอง"})
    assert perform(g.actors["officer"], Submit(target_id=report.pk)).state == "submitted"


def test_linked_indicators_keep_to_the_relations_of_the_labour_situation(g):
    for code, field in (("jobs", "employed"), ("visits", "informal")):
        g.indicators[code].situation_field = field
        g.indicators[code].save()
    report = save(g, g.opened(), "jobs", 400)
    report = save(g, report, "visits", 500)
    assert codes(report) == {("part-exceeds", "visits")}
    with pytest.raises(RuleBroken, match="แรงงานนอกระบบ"):
        perform(g.actors["officer"], Submit(target_id=report.pk))


def test_a_stated_per_cent_stands_beside_the_computed_one(g):
    report = save(g, g.opened(), "share", 33, 40, word=Word(stated=9000))
    assert codes(report) == {("percent-differs", "share")}
    item = next(one for one in items_of(report) if one.indicator.code == "share")
    assert item.of_month(item.figure) == 825
    assert item.said.stated == 9000
    report = save(g, report, "share", 33, 40, word=Word(stated=8250))
    assert codes(report) == set()
    report = save(g, report, "share", 50, 40, word=Word(stated=12500))
    assert codes(report) == set(), "above a hundred per cent is normal"


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [
        ("97.5", 9750), ("๙๗.๕%", 9750), ("ร้อยละ 97.50", 9750), ("1,250", 125_000), ("33.335", 3334), ("", None),
        ("ดี", None), ("-3", None), ("900000000", None), ("9๗", None),
    ],
)  # fmt: skip
def test_every_form_reads_a_stated_per_cent_alike(text, hundredths):
    read = read_percent(text)
    assert read.value == hundredths
    assert bool(read.error) is (hundredths is None and bool(text))


def test_only_a_ratio_has_a_per_cent_to_state(g):
    with pytest.raises(RuleBroken, match="ไม่ใช่อัตราส่วน"):
        save(g, g.opened(), "jobs", 5, word=Word(stated=9000))


def test_a_claim_without_a_figure_is_unproven_everywhere(g):
    report = save(g, g.opened(), "jobs", None, word=Word(claim="done"))
    assert items_of(report)[0].status(DEFAULT).code == "unproven"
    save(g, report, "share", 90, 100)
    perform(g.actors["officer"], Submit(target_id=report.pk))

    def codes(**more):
        return board(g.policy_set.pk, g.period, DEFAULT, months=1, **more).lines[0].codes

    assert codes() == {920000: "not_reported", 800000: "not_reported"}, "the head has not stood for it yet"
    assert codes(level=1) == {920000: "unproven", 800000: "not_reported"}
    before = timezone.now() - dt.timedelta(days=1)
    perform(g.actors["head"], Approve(target_id=report.pk))
    assert codes() == {920000: "unproven", 800000: "not_reported"}
    assert codes(seen=before)[920000] == "not_reported"
    whole = board(g.policy_set.pk, g.period, DEFAULT, months=1, area_range=(920000, 929999)).lines[0].total
    assert whole.status.code == "unproven"
    assert board(g.policy_set.pk, g.period, DEFAULT, months=1).lines[0].total.status.code == "not_reported"


@pytest.mark.parametrize(
    ("claim", "code", "now", "differs"),
    [
        ("on_plan", "late", 5, True), ("on_plan", "on_plan", 5, False), ("late", "very_late", 5, False),
        ("late", "on_plan", 5, True), ("done", "on_plan", 5, True), ("done", "on_plan", 10, False),
        ("", "late", 5, False), ("done", "not_reported", None, False),
    ],
)  # fmt: skip
def test_when_a_claim_differs(claim, code, now, differs):
    assert claim_differs(claim, code, now, 10) is differs


def test_help_needs_whom_it_is_asked_from(g):
    with pytest.raises(RuleBroken, match="จากใคร"):
        save(g, g.opened(), "jobs", 5, word=Word(help_text="ขอวิทยากร"))
    report = save(g, g.opened(), "jobs", 5, word=Word(help_text="ขอวิทยากร", help_from="department"))
    said = Said.objects.get()
    assert (said.report, said.help_from) == (report, "department")
    save(g, report, "jobs", 5, word=Word())
    assert not Said.objects.exists()


def test_checks_cost_one_query_however_many_figures(g):
    past(g, "jobs", [1100, 1200, 1300])
    report = save(g, g.opened(), "jobs", 2000)
    save(g, report, "visits", 3000)
    given = [given_of(item) for item in items_of(report)]
    with CaptureQueriesContext(connection) as queries:
        entry.findings(given)
    assert len(queries) == 1
    with CaptureQueriesContext(connection) as queries:
        entry.findings_of_many([given, given])
    assert len(queries) == 1


def test_the_form_says_it_beside_the_field_once_and_takes_the_groups(split, client_of):
    past(split, "jobs", [100, 110, 105, 95])
    client = client_of("officer")
    url = client.post("/reports/open", {"period": split.period}).headers["Location"]
    page = client.get(url)
    assert "แยกตามเพศ" in text(page)
    typed = {"value": "", "m-sex:f": "๔๐๐", "m-sex:m": "300"}
    answer = client.post(url, form_of(page, **typed, cause="budget", step="เร่ง"))
    assert answer.headers["Location"].endswith("?why=1")
    assert Figure.objects.get(member="", period=split.period).value == 700, (
        "the parts of a whole dimension are the total"
    )
    page = client.get(answer.headers["Location"])
    assert "โปรดยืนยันหรือบอกสาเหตุ" in text(page)
    assert 'name="note"' in text(page)
    answer = client.post(url, form_of(page, value="700", cause="budget", step="เร่ง"))
    assert answer.headers["Location"].endswith("/items/2"), "seen once, it does not hold up"
    check = client.get(f"/reports/{Report.objects.get(period=split.period).pk}/check")
    assert "ต้องแก้หรือเขียนคำอธิบาย" in text(check)
    sent = client.post(f"/reports/{Report.objects.get(period=split.period).pk}/check", form_of(check))
    assert sent.headers["Location"].endswith("/items/1?why=1")


def test_a_bad_group_comes_back_as_typed(split, client_of):
    client = client_of("officer")
    url = client.post("/reports/open", {"period": split.period}).headers["Location"]
    answer = client.post(url, form_of(client.get(url), **{"value": "10", "m-sex:f": "12,50"}))
    assert answer.status_code == 422
    assert 'value="12,50"' in text(answer)


def test_the_api_takes_groups_and_words_and_answers_flags(split, client_of):
    report = split.opened()
    client = client_of("officer")
    body = {
        "version": 0,
        "figures": [{
            "indicator": "jobs", "value": 2000, "cause": "budget", "step": "เร่ง",
            "members": {"sex:f": {"value": 1200}, "sex:m": {"value": 900}},
            "said": {"claim": "done", "help_text": "ขอรถ", "help_from": "centre"},
        }],
    }  # fmt: skip
    answer = client.put(f"/api/v1/reports/{report.pk}/figures", body, content_type="application/json")
    assert answer.status_code == 200, answer.content
    found = next(one for one in answer.json()["figures"] if one["indicator"] == "jobs")
    assert (found["flags"][0]["code"], found["flags"][0]["severity"]) == ("parts-sum", "hard")
    assert found["members"]["sex:f"] == {"value": 1200, "denominator": None}
    assert (found["claim"], found["help_from"]) == ("done", "centre")
    answer = client.post(f"/api/v1/reports/{report.pk}/submit")
    assert answer.status_code == 409
    assert "หญิง" in answer.json()["error"]


def test_an_unlinked_unsplit_first_report_says_nothing(g):
    add_indicator(g, "extra", None, value=120)
    report = g.save(g.opened(), jobs=5000, share=90, visits=700, extra=12)
    assert codes(report) == set()
    assert report.due > dt.date(2000, 1, 1)
