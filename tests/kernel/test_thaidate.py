"""Dates as people read them."""

from datetime import date, time

import pytest

from prasan.kernel.thaidate import english_date, month_name, show_date, show_range, thai_date, thai_time

DAY = date(2026, 6, 18)


@pytest.mark.parametrize(
    ("style", "thai", "english"),
    [
        ("short", "18 มิ.ย. 2569", "18 Jun 2026"),
        ("long", "18 มิถุนายน 2569", "18 June 2026"),
        ("weekday", "พฤหัสบดี 18 มิ.ย. 2569", "Thu 18 Jun 2026"),
        ("weekday-long", "วันพฤหัสบดีที่ 18 มิถุนายน 2569", "Thursday 18 June 2026"),
        ("day-month", "18 มิ.ย.", "18 Jun"),
        ("month", "มิ.ย. 2569", "Jun 2026"),
        ("month-long", "มิถุนายน 2569", "June 2026"),
        ("numeric", "18/06/2569", "18/06/2026"),
    ],
)
def test_styles(style: str, thai: str, english: str) -> None:
    assert thai_date(DAY, style) == thai  # type: ignore[arg-type]
    assert english_date(DAY, style) == english  # type: ignore[arg-type]


def test_documents_use_thai_digits() -> None:
    assert thai_date(DAY, "long", "thai") == "๑๘ มิถุนายน ๒๕๖๙"
    assert thai_time(time(14, 5), "thai") == "๑๔.๐๕ น."
    assert show_date(DAY, "short", "en", "thai") == "18 Jun 2026"


def test_ranges_say_nothing_twice() -> None:
    assert show_range(date(2017, 11, 2), date(2017, 11, 4)) == "2–4 พ.ย. 2560"
    assert show_range(date(2017, 9, 30), date(2017, 10, 2)) == "30 ก.ย. – 2 ต.ค. 2560"
    assert show_range(date(2017, 12, 30), date(2018, 1, 2)) == "30 ธ.ค. 2560 – 2 ม.ค. 2561"
    assert show_range(DAY, DAY, "en") == "18 Jun 2026"


def test_month_names() -> None:
    assert month_name(5, short=True, lang="en") == "May"
    with pytest.raises(ValueError, match="13"):
        month_name(13)
