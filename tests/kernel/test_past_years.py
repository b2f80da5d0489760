"""The line of the year before and the naive forecast: gaps are no zeros."""

from hypothesis import given
from hypothesis import strategies as st

from prasan.kernel.forecast import History, Question
from prasan.kernel.past_years import naive, running_line, year_line

YEAR_BEFORE = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120]


def test_a_sum_is_carried_on_with_last_years_months():
    asked = Question("sum", 2)
    history = History([*YEAR_BEFORE, 5, 7])
    assert year_line(history, asked) == [10, 30, 60, 100, 150, 210, 280, 360, 450, 550, 660, 780]
    assert naive(history, asked) == 12 + sum(YEAR_BEFORE[2:])
    assert naive(History([*YEAR_BEFORE, None, 7]), asked) == 7 + 10 + sum(YEAR_BEFORE[2:])


def test_where_last_year_has_a_gap_there_is_no_naive_sum_and_the_line_ends():
    asked = Question("sum", 1)
    holed = [*YEAR_BEFORE[:5], None, *YEAR_BEFORE[6:]]
    assert naive(History([*holed, 3]), asked) is None
    assert year_line(History([*holed, 3]), asked)[4:7] == [150, None, None]
    assert naive(History([3]), asked) is None
    assert year_line(History([3]), asked) == [None] * 12


def test_the_other_kinds():
    assert naive(History([*YEAR_BEFORE, 5, None]), Question("last", 2)) == 5
    assert naive(History([*YEAR_BEFORE]), Question("average", 0)) == 65
    shares = History([1.0] * 13, [4.0] * 13)
    assert naive(shares, Question("ratio", 1, decimals=1)) == 250
    assert running_line([1, None, 3], [4, None, 4], Question("ratio", 3, decimals=1)) == [250, None, 500]
    assert running_line([4, None, 8], [None] * 3, Question("average", 3)) == [4, None, 6]


@given(st.lists(st.none() | st.integers(0, 10**6), min_size=24, max_size=24), st.integers(0, 12))
def test_without_gaps_naive_lies_between_the_smallest_and_largest_it_can(values, month):
    history = History(values[: 12 + month])
    found = naive(history, Question("sum", month))
    pairs = [(values[i], values[12 + i] if i < month else None) for i in range(12)]
    if found is None:
        assert any(a is None and b is None for a, b in pairs)
    else:
        assert found == sum(b if b is not None else a for a, b in pairs)
