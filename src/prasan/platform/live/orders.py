"""Orders to the live process: topics that a command publishes to send people away; no ticket can carry one.

    self.publish("meetings.removed", orders.person_from(person_id, "meeting:5"), id=5)

Each closes what it names at once, in every live process, and refuses the tickets that were signed before it.
"""

from __future__ import annotations


def person(person_id: int) -> str:
    """Order: all streams and sockets of a person."""
    return f"revoke:person:{person_id}"


def session(hashed: str) -> str:
    """Order: all of one browser session (`tickets.session_hash`)."""
    return f"revoke:session:{hashed}"


def person_from(person_id: int, topic: str) -> str:
    """Order: those of a person whose ticket holds a topic or one below it (`meeting:5` and `meeting:5/stage`)."""
    return f"revoke:follow:{person_id}:{topic}"


def key_from(key: str) -> str:
    """Order: those that bear a key of presence; their presence ends with `revoked`."""
    return f"revoke:presence:{key}"


def key_left(key: str) -> str:
    """Order: the same for one who leaves by an act of their own; their presence ends with `left`."""
    return f"revoke:left:{key}"
