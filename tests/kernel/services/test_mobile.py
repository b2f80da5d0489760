"""Which mobile unit's day is nearest, and which days clash."""

import datetime as dt
from itertools import permutations

import pytest

from prasan.kernel.services.mobile import DISTRICT, PROVINCE, SUBDISTRICT, Place, Stop, kilometres, nearest, overlap

HOME = (Place(SUBDISTRICT, 800_104, 800_104), Place(DISTRICT, 800_100, 800_199), Place(PROVINCE, 800_000, 809_999))
WORK = (Place(DISTRICT, 920_200, 920_299), Place(PROVINCE, 920_000, 929_999))
NINE, NOON = dt.time(9), dt.time(12)


def stop(number, area, day=10, begins=NINE, point=None):
    return Stop(number, dt.date(2026, 12, day), begins, area, point)


def test_a_smaller_shared_place_goes_before_an_earlier_day():
    stops = [stop(1, 800_000, 1), stop(2, 800_199, 2), stop(3, 800_104, 3), stop(4, 830_000, 1)]
    for order in permutations(stops):
        assert [one.number for one in nearest(order, HOME)] == [3, 2, 1]


def test_of_equally_near_ones_the_earlier_then_the_earlier_hour():
    stops = [stop(1, 800_100, 5, NOON), stop(2, 800_102, 5), stop(3, 800_100, 4, NOON)]
    assert [one.number for one in nearest(stops, HOME)] == [3, 2, 1]


def test_home_and_work_count_alike():
    stops = [stop(1, 800_000, 1), stop(2, 920_201, 9), stop(3, 929_000, 1)]
    assert [one.number for one in nearest(stops, (*HOME, *WORK))] == [2, 1, 3]
    assert nearest(stops, ()) == []


def test_distance_decides_where_every_point_is_known():
    here = (8.43, 99.96)
    far, near = stop(1, 800_104, 1, point=(8.9, 99.6)), stop(2, 800_000, 9, point=(8.44, 99.97))
    assert [one.number for one in nearest([far, near], HOME, here)] == [2, 1]
    assert [one.number for one in nearest([far, near], HOME)] == [1, 2]  # the person's point is not known
    without = stop(3, 800_100, 2)
    assert [one.number for one in nearest([far, near, without], HOME, here)] == [1, 3, 2]
    assert nearest([], HOME, here) == []


def test_points_in_no_place_of_the_person_change_nothing():
    here = (8.43, 99.96)
    inside, outside = stop(1, 800_104, point=(8.5, 99.9)), stop(2, 830_000)
    assert [one.number for one in nearest([outside, inside], HOME, here)] == [1]


def test_kilometres_between_two_towns():
    assert kilometres((8.43, 99.96), (8.43, 99.96)) == 0
    assert kilometres((8.4333, 99.9667), (7.5563, 99.6114)) == pytest.approx(105, abs=3)  # Nakhon Si Thammarat–Trang


def test_days_clash_where_they_share_an_hour():
    day, other = dt.date(2026, 12, 1), dt.date(2026, 12, 2)
    assert overlap((day, NINE, NOON), (day, dt.time(11), dt.time(15)))
    assert not overlap((day, NINE, NOON), (day, NOON, dt.time(15)))
    assert not overlap((day, NINE, NOON), (other, NINE, NOON))
