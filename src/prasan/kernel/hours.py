"""Hours of the day as Thais write them."""

from __future__ import annotations

import datetime as dt
import re

from prasan.kernel.digits import to_arabic

HOUR = re.compile(r"([01]?\d|2[0-4])(?:[.:]([0-5]\d))?(?: ?(?:น|นาฬิกา)\.?)?")
"""9, 9.30, 09:30, 13.00 น.; 24.00 is no hour of a day."""


def read_hour(text: str) -> dt.time:
    """Return the hour that a text tells. Raises ValueError where it tells none."""
    found = HOUR.fullmatch(to_arabic(text.strip()))
    if found is None or int(found[1]) > 23:
        raise ValueError(text)
    return dt.time(int(found[1]), int(found[2] or 0))
