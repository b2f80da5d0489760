"""Words to people while the worker that sends them is killed with SIGKILL again and again: none missing, none doubled.

Run: PRASAN_DATABASE_URL=… python -m bench bench_notice_kills [--kills 200] [--seed 1]. It writes into the database
that it is given: use an empty one of its own, migrated. Goal of issue 6: 200 kills; no notice missing, none doubled
where the gateway honours a retry key; by e-mail at most the one in flight, with the same Message-ID. Prints one line;
exit code 1 where anything is otherwise. tests/referrals/tracking/kills.py says what is killed when.
"""

from __future__ import annotations

import argparse
import time


def main() -> int:
    """Run it and print what happened."""
    from tests.referrals import ground
    from tests.referrals.tracking import kills

    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    begins = time.monotonic()
    with ground.at(ground.MONDAY):
        built = ground.build()
    found = kills.run(built, asked.kills, asked.seed)
    print(
        f"kills {found.deaths + found.in_flight} ({found.in_flight} with a message in flight) in {found.rounds} rounds,"
        f" words {found.words}, asked again by the same retry key {found.repeated}, letters twice with the same"
        f" Message-ID {found.mails_twice}, wrong {len(found.wrong)} {found.wrong[:3]},"
        f" seconds {time.monotonic() - begins:.0f}"
    )
    return 1 if found.wrong else 0
