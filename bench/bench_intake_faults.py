"""10,000 items under injected faults, the fetching process killed with SIGKILL again and again: the ledger balances.

Run: PRASAN_DATABASE_URL=… PRASAN_LISTEN_NETWORKS=127.0.0.0/8 python -m bench bench_intake_faults [--items 10000]
[--seed 1]. It writes into the database that it is given: use one of its own, migrated, with the reference pack
loaded. Prints one line; exit code 1 where anything was lost, doubled, or did not balance.
"""

from __future__ import annotations

import argparse
import time

from django.conf import settings


def main() -> int:
    """Run it and print what happened."""
    from tests.situation.intake import faults

    from prasan.situation.intake import ways

    parser = argparse.ArgumentParser()
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    settings.LISTEN_READER = settings.LISTEN_CLASSIFIER = ""
    begins = time.monotonic()
    office = ways.keeper()
    assert office is not None, "load the reference pack first"
    found = faults.run(faults.feed(office, f"trial-{int(time.time())}"), asked.items, asked.seed)
    print(
        f"items {found.items} rounds {found.rounds} killed {found.deaths} interrupted {found.interrupted}"
        f" ledger {found.fates} wrong {len(found.wrong)} {found.wrong[:3]} seconds {time.monotonic() - begins:.0f}"
    )
    return 1 if found.wrong else 0
