"""The lives of a meeting, a vote, minutes and a letter, as data."""

from __future__ import annotations

from prasan.kernel.cycle import LifeCycle, Move

BRIEFING = LifeCycle(
    "planned",
    Move("invite", {"planned", "invited"}, "invited"),
    Move("open", {"planned", "invited"}, "running"),
    Move("close", {"running"}, "closed"),
    Move("cancel", {"planned", "invited"}, "cancelled"),
)
"""planned → invited → running → closed; one called for at once opens without an invitation."""

ITEM = LifeCycle(
    "waiting",
    Move("take_up", {"waiting", "done", "written"}, "current"),
    Move("put_down", {"current"}, "done"),
    Move("write_in", {"waiting"}, "written"),
)
"""An agenda item: waiting → current → done (taken up again at will), or answered in writing without being heard."""

VOTE = LifeCycle("open", Move("close_vote", {"open"}, "closed"), Move("drop_vote", {"open"}, "dropped"))
"""A vote is open until it is counted, or dropped without a result."""

MINUTES = LifeCycle(
    "draft",
    Move("check_minutes", {"draft", "checked"}, "checked"),
    Move("approve_minutes", {"draft", "checked"}, "approved"),
    Move("reopen_minutes", {"checked", "approved"}, "draft"),
    Move("certify_minutes", {"approved"}, "certified"),
)
"""draft → checked → approved by the chair → certified at the next meeting or by circulation."""

LETTER = LifeCycle(
    "draft",
    Move("number_letter", {"draft", "numbered"}, "numbered"),
    Move("attach_letter", {"numbered"}, "signed"),
    Move("drop_letter", {"draft"}, "dropped"),
)
"""A letter: drafted here, number and date from e-Saraban, signed copy attached."""

AHEAD = frozenset({"planned", "invited"})
"""States of a meeting that has not begun."""
LIVE = AHEAD | {"running"}
"""States of a meeting that is not over."""
