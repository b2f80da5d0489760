"""The day that a text counts from: what its own dates say against the day on which it is said to have appeared.

A day of publication is often the day on which somebody collected an old text. Dates without a year would then get
a wrong one, and nothing in the date itself shows it. So the text is a witness against its publication; the rules
are published in docs/algorithms/dates.md.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from prasan.kernel.dateparts import LIKELY, DateReading

SURE_APART = timedelta(days=31)
"""A heading's day after the publication is an announcement's up to so many days, beyond that a contradiction."""
SLIP = timedelta(days=366)
"""A heading further ahead of the publication than this is a slip of the hand, and no heading."""
NEAR = timedelta(days=183)
"""A text of some day names some other day within half a year of it, or it does not count as a witness for it."""
TOGETHER = timedelta(days=31)
"""The days at the beginning of a text and its newest day stand this near where the text tells of one day."""


def reference_day(
    published: date | None, heading: date | None, lead: date | None, own: Iterable[DateReading]
) -> date | None:
    """Return the day from which dates without a year are counted; None where the text contradicts its publication.

    Parameters: `published`, as received; `heading`, the day that fills a line near the top or stands in brackets
    behind "today"; `lead`, the first day with its year in title or beginning; `own`, all that was read in the text.
    """
    if heading is not None and published is not None and heading - published > SLIP:
        heading = None
    if published is None or heading is not None:
        late = heading is not None and published is not None and published < heading <= published + SURE_APART
        return published if late else heading
    witnesses = [one for one in own if one.start is not None and one.confidence >= LIKELY and one.kind != "range"]
    if not witnesses or any(_speaks_for(one, published) for one in witnesses):
        return published
    days = [one.start for one in witnesses if one.kind == "day" and one.start is not None]
    if lead is None or not days:
        return None
    newest = max(days)
    return newest if newest < published and newest - lead <= TOGETHER else None


def _speaks_for(one: DateReading, published: date) -> bool:
    """Tell whether a written date lies within half a year of a day."""
    assert one.start is not None
    assert one.end is not None
    return one.start - NEAR <= published <= one.end + NEAR
