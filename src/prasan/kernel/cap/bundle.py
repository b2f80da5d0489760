"""CAP messages as senders deliver them: one alone, or several inside a feed."""

from __future__ import annotations

from prasan.kernel.cap.model import NAMESPACE, Alert, CapError
from prasan.kernel.cap.read import read_element
from prasan.kernel.cap.safe import parse

MOST_MESSAGES = 1000


def messages(raw: bytes) -> list[Alert | CapError]:
    """Return every message of a delivery, each that cannot be read as the reason.

    Raises CapError where the whole cannot be read: what `read` raises of the XML, `not-cap` where no message
    stands in it (an index that only links to messages has none), `too-many` above a thousand.
    """
    root = parse(raw)
    nodes = list(root.iter(f"{{{NAMESPACE}}}alert"))
    if not nodes:
        read_element(root)  # says what it is instead: not-cap, not-cap-1.2
    if len(nodes) > MOST_MESSAGES:
        raise CapError("too-many", "alert")
    found: list[Alert | CapError] = []
    for node in nodes:
        try:
            found.append(read_element(node))
        except CapError as refused:
            found.append(refused)
    return found
