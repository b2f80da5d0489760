"""A thousand random acts (open, link, unlink, merge, split, edit, bin), undone in any order: the screens come back.

Run: PRASAN_DATABASE_URL=… python -m bench bench_undo [--acts 1000] [--items 40] [--seed 1000]. The database is migrated
and empty; everything is taken back. The suite does the same with 75. All acts hang together here (forty items for a
thousand acts), which no real desk's do: each folds all before it. Prints one line; exit code 1 where a screen differs.
"""

from __future__ import annotations

import argparse
import random
import time

from django.db import transaction


def main() -> int:
    """Run it and print what happened."""
    from tests.situation import ground
    from tests.situation.events import acts

    parser = argparse.ArgumentParser()
    parser.add_argument("--acts", type=int, default=1000)
    parser.add_argument("--items", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1000)
    asked = parser.parse_args()
    rng = random.Random(asked.seed)
    with transaction.atomic():
        g = ground.build()
        items = [g.item(state="binned" if n % 7 == 0 else "new").pk for n in range(asked.items)]
        before = acts.picture()
        begins = time.monotonic()
        done = acts.many(g, rng, items, asked.acts)
        middle, acted = acts.picture(), time.monotonic() - begins
        undos = acts.undo_all(g, rng, done)
        undone = time.monotonic() - begins - acted
        same = acts.picture() == before
        transaction.set_rollback(True)
    print(
        f"acts {len(done)} in {acted:.0f} s, undone in another order {len(undos)} in {undone:.0f} s;"
        f" screens changed: {middle != before}, came back the same: {same}"
    )
    return 0 if same and middle != before else 1
