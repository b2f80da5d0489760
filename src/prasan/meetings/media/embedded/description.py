"""Descriptions of connections (SDP) that come from outside, read by aiortc with its public names alone."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator

from aiortc import sdp
from aiortc.exceptions import InternalError, InvalidAccessError, InvalidStateError, OperationError

from prasan.meetings.media.embedded.place import BadDescription

_REFUSED = (InternalError, InvalidAccessError, InvalidStateError, OperationError)
_UNUSABLE = (*_REFUSED, ValueError, AssertionError, LookupError, AttributeError, TypeError)


def read(text: str) -> sdp.SessionDescription:
    """Return a description taken apart; raises BadDescription."""
    with described():
        found = sdp.SessionDescription.parse(text)
    # aiortc would find this out only while connecting, in a task of its own
    if not all(one.dtls is not None and one.dtls.fingerprints and one.rtcp_mux for one in found.media):
        raise BadDescription("each section needs a fingerprint and rtcp-mux")
    return found


@contextlib.contextmanager
def described() -> Iterator[None]:
    """Turn whatever aiortc says about a description that came from outside into BadDescription."""
    try:
        yield
    except _UNUSABLE as problem:
        raise BadDescription(f"not understood: {problem}") from problem


def ssrcs(media: sdp.MediaDescription) -> tuple[int, ...]:
    """Return the numbers of the streams that a section announces."""
    return tuple(one.ssrc for one in media.ssrc)


def without_candidates(text: str) -> str:
    """Leave out where the peer says it is: it checks our address and is answered where it comes from.

    So nobody can make this process send to a third address, and no mDNS name is ever looked up.
    """
    return re.sub(r"(?m)^a=(candidate:|end-of-candidates).*\r?\n", "", text)
