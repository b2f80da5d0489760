"""The life of a list of documents to be destroyed (บัญชีหนังสือขอทำลาย), and when a document may stand on one.

Regulation of the Office of the Prime Minister on Correspondence B.E. 2526, clauses 66 to 70: documents past their years
are listed, a committee of three or more judges each, the head of the agency orders, then it is done and written down.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from prasan.kernel.cycle import LifeCycle, Move
from prasan.kernel.privacy.retention import years_after

MEMBERS = 3
"""A committee is a chair and two members at least: clause 67."""
DESTRUCTION = LifeCycle(
    "drafted",
    Move("add_document", {"drafted"}, "drafted"),
    Move("drop_document", {"drafted"}, "drafted"),
    Move("name_committee", {"drafted"}, "judged"),
    Move("judge_document", {"judged"}, "judged"),
    Move("order_destruction", {"judged"}, "ordered"),
    Move("finish_destruction", {"ordered"}, "done"),
)
"""drafted → judged by the committee → ordered → done; nothing leads back: what was left out goes on the next list."""


def past_its_years(dated: dt.date, years: int, today: dt.date) -> bool:
    """Tell whether the years for which a document is kept are over."""
    return years_after(dated, years) <= today


def unjudged(decisions: Iterable[str]) -> int:
    """Return of how many documents the committee has not decided."""
    return sum(not one for one in decisions)
