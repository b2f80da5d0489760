"""Three offices of ten silent for sixty working days: every silent referral rises at its minute, none is ended.

Run: python -m bench bench_referral_silence [--provinces 76] [--days 60] [--every 10] [--seed 1]

PRASAN_DATABASE_URL names an empty, migrated database of its own: it is written into.
Goal of issue 6: 30 % silent offices over 60 working days, 76 provinces x 5 agencies; every silent referral escalates on
its due minute within 60 s, none is ended by a timer. tests/referrals/silence.py says how it is judged. Exit code 1
where anything is otherwise.
"""

from __future__ import annotations

import argparse
import time


def main() -> int:
    """Run it and print what happened."""
    from tests.referrals import silence
    from tests.referrals.ground import MONDAY, at

    parser = argparse.ArgumentParser()
    for name, usual in (("provinces", 76), ("days", 60), ("every", 10), ("seed", 1)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    asked = parser.parse_args()
    begins = time.monotonic()
    with at(MONDAY):
        made = silence.build(asked.provinces, 0.3, asked.seed)
    found = silence.run(made, asked.days, asked.every, asked.seed)
    print(
        f"offices {asked.provinces * silence.AGENCIES}, silent {len(made.silent)}, working days {asked.days}, referrals"
        f" {found.referrals}, to silent offices {found.silent}, rises {found.rises} of these in {found.sweeps} sweeps,"
        f" latest {found.worst:.0f} s after its moment, contacts replaced {found.replaced}, wrong {len(found.wrong)}"
        f" {found.wrong[:3]}, seconds {time.monotonic() - begins:.0f}"
    )
    return 1 if found.wrong else 0
