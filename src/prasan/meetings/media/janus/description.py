"""Session descriptions between browsers and Janus: read as far as needed, and made alike those of the other engine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from prasan.meetings.media.engine import EngineError, Kind, check_sdp

_CANDIDATE = re.compile(r"(?m)^a=(candidate:|end-of-candidates).*\r?\n")
_SECTION = re.compile(r"(?m)^(?=m=)")


@dataclass(frozen=True)
class Section:
    """One media section: its kind and its mid."""

    kind: str
    mid: str


def sections(sdp: object) -> list[Section]:
    """Return the media sections; raises EngineError bad_sdp unless each has a mid, a fingerprint and a password."""
    head, *parts = _SECTION.split(check_sdp(sdp))
    found = []
    for part in parts:
        mid = re.search(r"(?m)^a=mid:([!-~]{1,32})\r?$", part)
        whole = all(f"a={needed}" in head + part for needed in ("fingerprint:", "ice-ufrag:", "ice-pwd:", "rtcp-mux"))
        if mid is None or not whole:
            raise EngineError("bad_sdp", "each section needs a mid, a fingerprint, a password and rtcp-mux")
        found.append(Section(part[2:].split(" ", 1)[0], mid[1]))
    return found


def offered(sdp: object, kinds: Sequence[Kind]) -> list[Section]:
    """Return the sections of an offer if they are of these kinds and in codecs we forward; raises EngineError."""
    found = sections(sdp)
    if [one.kind for one in found] != list(kinds):
        raise EngineError("bad_sdp", f"media sections are {[one.kind for one in found]}, not {list(kinds)}")
    for part, kind in zip(_SECTION.split(check_sdp(sdp))[1:], kinds, strict=True):
        codec = "opus/48000" if kind == "audio" else "vp8/90000"
        if codec not in part.lower():
            raise EngineError("bad_sdp", f"{codec} is needed")
    return found


def without_candidates(sdp: str) -> str:
    """Leave out where a browser says it is: it is answered where its checks come from."""
    return _CANDIDATE.sub("", sdp)


def for_browser(sdp: str, slots: Sequence[str]) -> str:
    """Name Janus' sections after the slots, a0 and v0 in one stream, so that browsers keep the two in step."""
    head, *parts = _SECTION.split(sdp)
    named = (
        re.sub(r"(?m)^a=msid:.*?(\r?)$", rf"a=msid:stream{slot[1:]} {slot}\1", part)
        for part, slot in zip(parts, slots, strict=True)
    )
    return head + "".join(named)
