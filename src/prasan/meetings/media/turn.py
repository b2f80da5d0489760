"""Time-limited credentials for a TURN server (coturn with use-auth-secret), where UDP or the way there is blocked.

The name is "until:who" and the password base64(HMAC-SHA1(secret, name)), as coturn's REST convention has it
(draft-uberti-behave-turn-rest-00). Nothing is stored; whoever gets one can relay until it ends, so it is made for one
participant of one meeting. No server of a third party is ever named: there is no STUN of others in the list.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from prasan.meetings.media.engine import check_name

LONGEST_SECONDS = 24 * 3600
SHORTEST_SECRET = 16


@dataclass(frozen=True)
class Turn:
    """A TURN server. `host` is a name or IPv4 address; `secret` coturn's static-auth-secret; `tls_port` 0 for none.

    Raises ValueError for a secret shorter than SHORTEST_SECRET.
    """

    host: str
    secret: str
    port: int = 3478
    tls_port: int = 0

    def __post_init__(self) -> None:
        if len(self.secret) < SHORTEST_SECRET:
            raise ValueError(f"the secret of the TURN server needs {SHORTEST_SECRET} letters")

    def urls(self) -> Sequence[str]:
        """Return where a browser tries: UDP first, then TCP, then TLS, as every browser prefers them itself."""
        found = [f"turn:{self.host}:{self.port}?transport={way}" for way in ("udp", "tcp")]
        return [*found, f"turns:{self.host}:{self.tls_port}?transport=tcp"] if self.tls_port else found

    def credential(self, peer: str, now: float, seconds: int) -> tuple[str, str]:
        """Return name and password for a peer.

        Parameters: `peer`, a name as in the engine; `now`, second since 1970; `seconds`, how long they are good.
        Raises EngineError bad_name; ValueError unless 0 < `seconds` ≤ LONGEST_SECONDS.
        """
        if not 0 < seconds <= LONGEST_SECONDS:
            raise ValueError(f"a credential is good for 1 to {LONGEST_SECONDS} seconds")
        name = f"{int(now) + seconds}:{check_name(peer)}"
        made = hmac.new(self.secret.encode(), name.encode(), hashlib.sha1)  # coturn knows no other
        return name, base64.b64encode(made.digest()).decode()


def ice_servers(turn: Turn | None, peer: str, now: float, seconds: int = 6 * 3600) -> list[dict[str, Any]]:
    """Return the iceServers of RTCPeerConnection for one participant; empty without a TURN server.

    Parameters and errors as `Turn.credential`.
    """
    if turn is None:
        return []
    name, password = turn.credential(peer, now, seconds)
    return [{"urls": list(turn.urls()), "username": name, "credential": password}]
