"""The lives of a partner, a volunteer and a survey, as data."""

from __future__ import annotations

from prasan.kernel.cycle import LifeCycle, Move

PARTNER = LifeCycle(
    "active",
    Move("retire_partner", {"active"}, "retired"),
    Move("restore_partner", {"retired"}, "active"),
)
VOLUNTEER = LifeCycle("active", Move("end_volunteer", {"active"}, "ended"))
SURVEY = LifeCycle(
    "draft",
    Move("open_survey", {"draft"}, "open"),
    Move("close_survey", {"open"}, "closed"),
    Move("reopen_survey", {"closed"}, "open"),
)
