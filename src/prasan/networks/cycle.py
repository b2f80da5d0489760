"""The lives of a volunteer and of a survey, as data."""

from __future__ import annotations

from prasan.kernel.cycle import LifeCycle, Move

VOLUNTEER = LifeCycle("active", Move("end_volunteer", {"active"}, "ended"))
SURVEY = LifeCycle(
    "draft",
    Move("open_survey", {"draft"}, "open"),
    Move("close_survey", {"open"}, "closed"),
    Move("reopen_survey", {"closed"}, "open"),
)
