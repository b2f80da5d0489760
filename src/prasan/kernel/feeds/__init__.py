"""Reading what sources send: feeds, pages, mail, files and pasted text, from bytes to entries. Pure functions.

Every parser takes bytes and returns `Parsed`: each thing the sender sent is one entry, and an entry that
cannot be taken carries the reason in `fault`; none is dropped silently. Nothing here follows an address,
loads a DTD, expands an entity or unpacks more than its limit.
"""

from prasan.kernel.feeds.entry import MOST_ENTRIES, MOST_TEXT, Entry, Parsed

__all__ = ["MOST_ENTRIES", "MOST_TEXT", "Entry", "Parsed"]
