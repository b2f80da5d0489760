"""Hours as people write them."""

import datetime as dt

import pytest

from prasan.kernel.hours import read_hour


@pytest.mark.parametrize(
    ("typed", "hour"),
    [("9", dt.time(9)), ("9.30", dt.time(9, 30)), ("09:30", dt.time(9, 30)), (" ๑๓.๐๐ น. ", dt.time(13))],
)
def test_hours_as_people_write_them(typed, hour):
    assert read_hour(typed) == hour


@pytest.mark.parametrize("typed", ["", "24.00", "9.75", "เช้า", "25"])
def test_what_is_no_hour_is_refused(typed):
    with pytest.raises(ValueError, match=r"^" + typed.replace(".", r"\.") + "$"):
        read_hour(typed)
