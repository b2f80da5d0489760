"""Groups as of a day: what is known, what is unknown, and what is in no group."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prasan.directory import queries
from prasan.directory.models import Area, GroupKind, Membership

REGION, CLUSTER = "inspection-region", "province-group"


def as_of(kind, *ymd):
    return {line.province.code: line for line in queries.groups_as_of(kind, dt.date(*ymd))}


@pytest.mark.usefixtures("pack")
class TestThailand:
    def test_sighted_regions_hold_until_the_day_before_the_order(self):
        lines = as_of(REGION, 2017, 11, 2)
        assert Counter(line.status for line in lines.values()) == {"known": 21, "unknown": 55, "none": 1}
        assert lines["10"].status == "none"
        trang = lines["92"]
        assert (trang.group.number, trang.valid_from, trang.valid_to) == (7, None, dt.date(2018, 9, 9))
        nine = {code for code, line in lines.items() if line.group and line.group.number in {6, 7}}
        assert nine == {"80", "81", "82", "83", "84", "85", "86", "92", "93"}

    def test_the_order_of_2018_covers_all_76(self):
        before, after = as_of(REGION, 2018, 9, 9), as_of(REGION, 2018, 9, 10)
        assert before["92"].group.number == 7
        assert after["92"].group.number == 6
        assert after["92"].valid_from == dt.date(2018, 9, 10)
        assert Counter(line.status for line in after.values()) == {"known": 76, "none": 1}
        assert len({line.group.number for line in after.values() if line.group}) == 18

    def test_province_groups_begin_with_their_announcement(self):
        assert Counter(line.status for line in as_of(CLUSTER, 2017, 11, 15).values()) == {"unknown": 76, "none": 1}
        assert Counter(line.status for line in as_of(CLUSTER, 2017, 11, 16).values()) == {"known": 76, "none": 1}

    def test_a_district_answers_for_its_province(self):
        district = Area.objects.get(code="9201")
        assert queries.group_of(district, REGION, dt.date(2026, 1, 1)).group.number == 6

    def test_members_come_in_thai_order(self):
        line = queries.group_of(Area.objects.get(code="92"), REGION, dt.date(2026, 1, 1))
        names = [area.name_th for area in queries.members(line.group, dt.date(2026, 1, 1))]
        assert "ตรัง" in names
        assert names == [a.name_th for a in Area.objects.filter(name_th__in=names, kind="province").order_by("sort_th")]

    def test_two_queries_for_the_whole_country(self, django_assert_num_queries):
        with django_assert_num_queries(2):
            queries.groups_as_of(REGION, dt.date(2026, 1, 1))

    @pytest.mark.parametrize("word", ["92", "ตรัง", "trang", "ตง"])
    def test_a_province_is_found_by_code_name_and_short_form(self, word):
        assert [area.code for area in queries.find_provinces(word)] == ["92"]


@pytest.mark.django_db
def test_without_any_membership_nothing_is_said_to_be_in_no_group():
    province = Area(id=10000, last=19999, code="01", kind="province", name_th="ก", name_en="A")
    Membership.objects.all().delete()
    lines = queries.groups_as_of(GroupKind.INSPECTION_REGION, dt.date(2020, 1, 1), provinces=[province])
    assert [line.status for line in lines] == ["unknown"]


days = st.dates(dt.date(2015, 1, 1), dt.date(2016, 12, 31))
edges = st.one_of(st.none(), days)


@given(spans=st.lists(st.tuples(edges, edges), max_size=6), day=days)
def test_choose_finds_exactly_what_covers_the_day(spans, day):
    rows = [
        Membership(pk=i, valid_from=start, valid_to=end, seen_on=dt.date(2015, 1, 1))
        for i, (start, end) in enumerate(spans)
    ]
    chosen = queries.choose(rows, day)
    covering = [
        row for row in rows if day in {day} and (row.valid_from or dt.date.min) <= day <= (row.valid_to or dt.date.max)
    ]
    assert (chosen is None) == (not covering)
    if chosen is not None:
        assert chosen in covering
        starts = [row.valid_from for row in covering if row.valid_from]
        assert chosen.valid_from == (max(starts) if starts else None)


@given(start=days, end=edges, gap=st.integers(0, 400))
def test_an_order_never_changes_what_held_before_it(start, end, gap):
    old = Membership(pk=1, valid_from=start, valid_to=end)
    new = Membership(pk=2, valid_from=start + dt.timedelta(days=gap + 1), valid_to=None)
    day_before = new.valid_from - dt.timedelta(days=1)
    assert queries.choose([old, new], day_before) is queries.choose([old], day_before)
    assert queries.choose([old, new], new.valid_from) is new
