"""What the application uses: JanusEngine talks with the process that steers Janus, JanusProcess starts it.

Words and socket are those of the embedded engine, so both are the same to their caller.
"""

from __future__ import annotations

from prasan.meetings.media.embedded.client import EmbeddedEngine, Sidecar


class JanusEngine(EmbeddedEngine):
    """The MediaEngine of a steering process that runs on this machine; see EmbeddedEngine."""


class JanusProcess(Sidecar):
    """The steering process as a child of this one, with Janus as its child; see Sidecar.

    `options` need an `--address` that is not the loopback one.
    """

    module = "prasan.meetings.media.janus"
