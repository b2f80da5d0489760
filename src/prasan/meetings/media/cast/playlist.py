"""The playlist of a stream (HLS, RFC 8216): a short window of numbered segments, with its discontinuities."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass

PLAYLIST = "live.m3u8"
NAME = re.compile(r"[0-9]{10}\.ts\Z")
"""What segments are called; nothing else in the folder is ever sent."""
SEGMENT_SECONDS = 2
LISTED, KEPT = 6, 10
"""Segments that the playlist names, and that are still on the disk: a slow player may ask for one that was named."""


@dataclass(frozen=True)
class Segment:
    """A finished segment. `seconds`, its length; `run`, which encoder made it: a segment of another run than the one
    before it begins with a discontinuity.
    """

    name: str
    seconds: float
    run: int


def name_of(number: int) -> str:
    """Return the name of a segment by its number."""
    return f"{number:010}.ts"


class Window:
    """The segments of one stream, newest last. Numbers run on over all runs, one by one."""

    def __init__(self, first: int) -> None:
        """Parameters: `first`, the number of the first segment to come."""
        self.next = first
        self._kept: deque[Segment] = deque()
        self._breaks = 0
        """Discontinuities that have left the list."""
        self._left: Segment | None = None

    def __len__(self) -> int:
        return len(self._kept)

    def add(self, seconds: float, run: int) -> tuple[Segment, list[str]]:
        """Take in the next segment; return it with the names of those that are no longer needed."""
        made = Segment(name_of(self.next), seconds, run)
        self.next += 1
        listed = self.listed()
        if len(listed) == LISTED:
            self._breaks += self._begins(listed[0], self._left)
            self._left = listed[0]
        self._kept.append(made)
        gone = [self._kept.popleft().name for _one in range(max(0, len(self._kept) - KEPT))]
        return made, gone

    def listed(self) -> list[Segment]:
        """Return the segments that the playlist names."""
        return list(self._kept)[-LISTED:]

    @staticmethod
    def _begins(one: Segment, before: Segment | None) -> bool:
        return before is not None and before.run != one.run

    def text(self) -> str:
        """Return the playlist, without an end: the player asks again."""
        rows = self.listed()
        first = self.next - len(rows)
        lines = ["#EXTM3U", "#EXT-X-VERSION:3", f"#EXT-X-TARGETDURATION:{SEGMENT_SECONDS}"]
        lines += [f"#EXT-X-MEDIA-SEQUENCE:{first}", f"#EXT-X-DISCONTINUITY-SEQUENCE:{self._breaks}"]
        before = self._left
        for one in rows:
            if self._begins(one, before):
                lines.append("#EXT-X-DISCONTINUITY")
            lines += [f"#EXTINF:{one.seconds:.3f},", one.name]
            before = one
        return "\n".join(lines) + "\n"
