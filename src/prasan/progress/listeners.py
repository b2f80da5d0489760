"""What progress does after its own verbs: roll-ups are folded, so that reading them costs no computing."""

from __future__ import annotations

from prasan.platform.jobs.listeners import Told, listens
from prasan.progress.folding import fold

MOVES = (
    *("progress.submit", "progress.approve", "progress.accept_department", "progress.accept_province"),
    *("progress.return", "progress.correction_approve", "progress.correction_accept_department"),
    *("progress.correction_accept_province", "progress.load"),
)
"""The verbs that move figures from level to level, or replace them."""


@listens(*MOVES, name="progress.fold")
def fold_after(event: Told) -> None:
    """Fold what is dirty; the readers were right before, now they are quick again."""
    fold()
