"""Whether two entries are about the same person: Thai names by sound, numbers by slips, and what speaks for or against.

The rule is told in docs/algorithms/people-matching.md. Nothing here knows a database: who looks
for candidates keeps entries under `stored_keys` and asks with `asked_keys`.
"""

from prasan.kernel.people.claim import Claim, claim_of
from prasan.kernel.people.keys import asked_keys, stored_keys
from prasan.kernel.people.match import Match, Reason, match
from prasan.kernel.people.sounds import distance, sounds_of

__all__ = ["Claim", "Match", "Reason", "asked_keys", "claim_of", "distance", "match", "sounds_of", "stored_keys"]
