"""Totals against a plain count, whatever was answered; outliers; reading of cells."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from prasan.progress.calls import totals
from prasan.progress.calls.columns import Column, Kind, Table, read, read_cell
from prasan.progress.calls.models import CallAnswer

numbers = st.integers(-(10**12), 10**12)
cells = st.one_of(st.none(), numbers)
answers = st.lists(st.tuples(st.sampled_from(CallAnswer.State.values), st.lists(cells, max_size=4)), max_size=30)


def rows_of(told):
    return [CallAnswer(pk=n, state=state, values=[{"c": v} for v in mine]) for n, (state, mine) in enumerate(told)]


@given(answers, st.sampled_from(["sum", "average", "least", "most", "none"]))
def test_totals_equal_a_plain_count(told, kind):
    found = totals.cell(Column("c", "จำนวน", sum=kind), rows_of(told))
    sent = [[v for v in mine if v is not None] for state, mine in told if state == "answered"]
    flat = [v for mine in sent for v in mine]
    assert found.offices == sum(bool(mine) for mine in sent)
    if not flat or kind == "none":
        assert found.value is None, "nothing reported is never zero"
        return
    exact = {"sum": sum(flat), "least": min(flat), "most": max(flat), "average": Fraction(sum(flat), len(flat))}[kind]
    assert abs(Fraction(found.value) - exact) <= (Fraction(1, 2) if kind == "average" else 0)


@given(answers)
def test_groups_add_up_to_the_whole(told):
    column = Column("c", "จำนวน")
    rows = rows_of(told)
    whole = totals.cell(column, rows)
    parts = [totals.cell(column, rows[n::3]) for n in range(3)]
    known = [one.value for one in parts if one.value is not None]
    assert whole.value == (sum(known) if known else None)
    assert whole.offices == sum(one.offices for one in parts)
    tallies = [totals.tally(rows[n::3]) for n in range(3)]
    assert totals.tally(rows).arrived == sum(one.arrived for one in tallies)


def test_a_slipped_digit_stands_out_and_ordinary_spread_does_not():
    usual = [(n, 0, value) for n, value in enumerate([90, 100, 105, 110, 95, 120, 98, 102, 99])]
    assert totals.far(usual) == []
    assert totals.far([*usual, (99, 0, 1050)]) == [(99, 0)]
    assert totals.far(usual[:7] + [(99, 0, 1050)][:0]) == [], "too few to tell"
    assert totals.far([(n, 0, 5) for n in range(20)] + [(99, 0, 6)]) == [], "nearly all equal: nothing can be said"


def test_choices_are_counted():
    column = Column("c", "สาเหตุ", kind=Kind.CHOICE, choices=("ก", "ข"))
    rows = [CallAnswer(state="answered", values=[{"c": one}]) for one in ("ก", "ก", None)]
    assert totals.cell(column, rows).counts == (("ก", 2), ("ข", 0))


TODAY = dt.date(2026, 6, 1)


def test_cells_are_read_as_people_type_them():
    assert read_cell(Column("c", "x", kind=Kind.DATE), "25 มิ.ย. 2569", TODAY) == ("2026-06-25", "")
    assert read_cell(Column("c", "x", kind=Kind.YES_NO), " ใช่ ", TODAY) == (True, "")
    assert read_cell(Column("c", "x", kind=Kind.YES_NO), "ไม่", TODAY) == (False, "")
    assert read_cell(Column("c", "x", decimals=2), "๑,๒๕๐.๕", TODAY) == (125050, "")
    for kind, text in ((Kind.DATE, "เร็ว ๆ นี้"), (Kind.NUMBER, "ประมาณ 5"), (Kind.CHOICE, "อื่น"), (Kind.NUMBER, "-")):
        value, error = read_cell(Column("c", "x", kind=kind, choices=("ก", "ข")), text, TODAY)
        assert value is None
        assert error


@given(st.lists(st.dictionaries(st.sampled_from(["c1", "c2"]), st.text(max_size=30), max_size=2), max_size=5))
def test_reading_never_fails_and_names_what_it_refuses(rows):
    table = Table((Column("c1", "จำนวน"), Column("c2", "วัน", kind=Kind.DATE, required=False)), free_rows=True)
    found = read(table, rows, TODAY)
    for one in found.wrong:
        assert one.text
        assert one.key in {"", "c1", "c2"}
    assert all(set(value) == {"c1", "c2"} for value in found.values)
