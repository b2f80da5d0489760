"""Shapes of severities on boards and wall: a colour, a shape and a word together, never a colour alone."""

from __future__ import annotations

from prasan.situation.kinds import SEVERITY_MEANS, Severity

SHAPES: dict[str, str] = {
    Severity.EXTREME: "very_late", Severity.SEVERE: "late", Severity.MODERATE: "info",
    Severity.MINOR: "on_plan", Severity.UNKNOWN: "not_due",
}  # fmt: skip
"""Severity → the status whose shape and tone it takes: triangle, diamond, dot, ring, dots.

The hatch is left to silence: an event that nobody has assessed yet is no silence. The word is its own."""
ORDER: dict[str, int] = {
    value: place
    for place, value in enumerate(
        (Severity.EXTREME, Severity.SEVERE, Severity.MODERATE, Severity.UNKNOWN, Severity.MINOR)
    )
}
"""Worst first; what nobody has assessed stands before what is known to be minor, because it may be worse."""


def shape(severity: str) -> str:
    """Return the status whose shape a severity takes. Raises KeyError for an unknown severity."""
    return SHAPES[severity]


def word(severity: str) -> str:
    """Return a severity's word."""
    return str(Severity(severity).label)


def legend() -> list[tuple[str, str, str]]:
    """Return (shape, word, definition) of every severity, worst first."""
    return [(SHAPES[one], word(one), str(SEVERITY_MEANS[Severity(one)])) for one in ORDER]
