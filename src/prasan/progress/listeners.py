"""What progress does after its own verbs: roll-ups are folded, so that reading them costs no computing."""

from __future__ import annotations

from prasan.platform.jobs.listeners import Told, listens
from prasan.progress.folding import fold


@listens(
    "progress.submit", "progress.approve", "progress.return", "progress.reopen", "progress.load", name="progress.fold"
)
def fold_after(event: Told) -> None:
    """Fold what is dirty; the readers were right before, now they are quick again."""
    fold()
