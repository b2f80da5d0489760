"""Which year a date means: eras, two digits, and years that are not written. Never guessed.

The rules and their reason codes stand in docs/algorithms/dates.md.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from prasan.kernel.datewords import BE_OFFSET, be_year

BE_RANGE = (2300, 2699)
CE_RANGE = (1857, 2156)
CALENDAR_REFORM = 2484
"""Before BE 2484 the year began on 1 April: January to March of such a year cannot be known."""

NEAR_YEARS = 15
"""A two-digit Buddhist year is taken when it lies this near the publication."""
UNDATED_WINDOW = (45, 79)
"""Two digits without a publication date: BE 2545–2579 and no other reading is likely."""
SURE_DAYS = 92
"""A date without a year may lie across the turn of the year at most this many days from publication."""


class Unreadable(Exception):
    """A date that cannot be known; `reason` is a code of the published table."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class WrittenYear:
    """A year as it stands in the text: its digits, era words and the script around it."""

    digits: str
    era: str = ""
    thai_digits: bool = False
    latin: bool = False

    @property
    def named_era(self) -> str:
        """Return "BE", "CE" or "" where the text does not say."""
        if not self.era:
            return ""
        return "CE" if self.era[0] in "คCA" else "BE"


def _four_digits(number: int, era: str) -> int:
    is_be, is_ce = BE_RANGE[0] <= number <= BE_RANGE[1], CE_RANGE[0] <= number <= CE_RANGE[1]
    if (era == "BE" and is_ce) or (era == "CE" and is_be):
        raise Unreadable("era-mismatch")
    if not is_be and not is_ce:
        raise Unreadable("year-range")
    return number - BE_OFFSET if is_be else number


def _two_digits(written: WrittenYear, published: date | None) -> int:
    number, era = int(written.digits), written.named_era
    as_be = 2500 + number - BE_OFFSET
    if era == "CE":
        raise Unreadable("ambiguous-year")
    if era == "BE" or (written.thai_digits and not written.latin):
        return as_be
    if published is not None:
        near_be = abs(as_be - published.year) <= NEAR_YEARS
        near_ce = abs(2000 + number - published.year) <= NEAR_YEARS
        if near_be != (near_ce and written.latin):
            return as_be if near_be else 2000 + number
        raise Unreadable("ambiguous-year")
    if UNDATED_WINDOW[0] <= number <= UNDATED_WINDOW[1]:
        return as_be
    if written.latin and number <= 36:
        return 2000 + number
    raise Unreadable("ambiguous-year")


def read_year(written: WrittenYear, published: date | None) -> int:
    """Return the Common Era year that is meant; raises Unreadable where two are possible."""
    if len(written.digits) == 4:
        return _four_digits(int(written.digits), written.named_era)
    return _two_digits(written, published)


def check_calendar(written: WrittenYear, year: int, month: int = 1) -> None:
    """Refuse January to March of a Buddhist year before the reform: which year is meant is open."""
    as_be = len(written.digits) == 2 or BE_RANGE[0] <= int(written.digits) <= BE_RANGE[1]
    if as_be and month <= 3 and be_year(year) < CALENDAR_REFORM:
        raise Unreadable("old-calendar")


def make_day(year: int, month: int, day: int) -> date:
    """Return the date; raises Unreadable for a day that no calendar has."""
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Unreadable("impossible-date") from error


def check_day(month: int, day: int) -> None:
    """Refuse a day that the month has in no year (31 February), whatever the year is."""
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        raise Unreadable("impossible-date")
    make_day(2000, month, day)


def day_without_year(month: int, day: int, published: date | None, weekday: int | None) -> date:
    """Choose the year of a day from the publication; raises Unreadable("no-year") where it is open.

    The year of publication holds when it also gives the nearest date; across the turn of a year the
    nearest date holds up to 92 days; a weekday that fits one of the three years alone decides first.
    """
    check_day(month, day)
    if published is None:
        raise Unreadable("no-year")
    near: list[date] = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            near.append(make_day(year, month, day))
        except Unreadable:
            continue
    near.sort(key=lambda d: abs(d - published))
    if not near:
        raise Unreadable("impossible-date")
    if weekday is not None and not any(d.weekday() == weekday for d in near):
        raise Unreadable("weekday-mismatch")
    if weekday is not None:
        near = [d for d in near if d.weekday() == weekday]
    nearest = near[0]
    if nearest.year != published.year and abs(nearest - published) > timedelta(days=SURE_DAYS):
        raise Unreadable("no-year" if weekday is None else "weekday-mismatch")
    return nearest
