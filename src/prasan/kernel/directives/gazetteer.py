"""The names that a directive is read by: those of the listening desk's reading, and what only orders speak of.

Plain data alone stands behind it: the pack builds it from its tables, the room may build it from the directory.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from prasan.kernel.reading.gazetteer import ReadingGazetteer

MINISTRY = "MOL"
DEPARTMENTS = ("OPS", "DOE", "DSD", "DLPW", "SSO")
"""The five departments in ministry order; the first one's unit leads a province."""
ABROAD = "ABROAD"
OURS = frozenset({MINISTRY, "MO", "CENTRE", "FIVE", "UNITS", *DEPARTMENTS})
FIVE = frozenset({"FIVE", "UNITS"})
FOREIGN = "FOREIGN"
"""The code of what is named like an agency of ours but is of another state: never an answer."""
CAPITAL = "10"

WorkingDay = Callable[[date, int], date]
"""(day, n) → the n-th working day after the day."""


@dataclass(frozen=True, slots=True)
class Region:
    """A word for several provinces; `count` tells "9 จังหวัดภาคใต้" from ภาคใต้ (0: however many)."""

    word: str
    provinces: tuple[str, ...]
    count: int = 0


def is_ours(code: str) -> bool:
    """Tell whether a code is an office of the ministry."""
    head = code.split("-", 1)[0]
    return head in OURS or head == ABROAD


class DirectiveGazetteer:
    """Names of offices and places for directives, words for regions, needs that tell an agency, working days."""

    def __init__(
        self,
        names: ReadingGazetteer,
        regions: Iterable[Region] = (),
        numbered: Mapping[int, Iterable[str]] | None = None,
        needs: Iterable[tuple[str, str]] = (),
        working_day: WorkingDay | None = None,
    ) -> None:
        """Index the words.

        Parameters: `numbered`, inspection region → provinces; `needs`, (agency, word); `working_day`, see WorkingDay:
        without it a deadline in working days has no date.
        """
        self.names = names
        self.numbered = {number: tuple(codes) for number, codes in (numbered or {}).items()}
        self.needs = tuple(needs)
        self.working_day = working_day
        self._regions: dict[str, dict[int, tuple[str, ...]]] = defaultdict(dict)
        for one in regions:
            self._regions[one.word.lower()][one.count] = one.provinces
        words = sorted(self._regions, key=len, reverse=True)
        self.region_words = re.compile("|".join(map(re.escape, words)) or r"(?!)")
        self.countries_with_office = frozenset(one.country for one in names.abroad)

    def region(self, word: str, count: int) -> tuple[str, ...]:
        """Return the provinces of a region's word, by the count that stands beside it where that is known."""
        known = self._regions[word]
        return known.get(count) or known.get(0) or next(iter(known.values()))

    def needed(self, text: str) -> str | None:
        """Return the one department whose needs a text speaks of; None where it is none or several."""
        found = {agency for agency, word in self.needs if word in text}
        return found.pop() if len(found) == 1 else None
