"""10,000 identity numbers and telephones entered by every way in: none stands anywhere in plain text.

Run: python -m bench bench_canaries [--many 10000] [--seed 1]. It starts a whole demo of its own. Read are the dump of a
backup, every file of the site (the database's own with its write-ahead log and indexes, the product's files, its logs),
temporary files while it works, what the command line says, and every answer that was an error. Goal of issue 6: none.
Prints one line; exit code 1 where one was found. tests/browser/canaries.py says how they are planted.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path


def main() -> int:
    """Plant, look, print."""
    from tests.browser import canaries
    from tests.browser.conftest import running

    parser = argparse.ArgumentParser()
    parser.add_argument("--many", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    begins = time.monotonic()
    birds = canaries.hatch(asked.many, asked.seed)
    with tempfile.TemporaryDirectory() as outside, tempfile.TemporaryDirectory(prefix="prasan-tmp-") as place:
        Path(place).chmod(0o1777)
        with running(TMPDIR=place) as site, canaries.Watch(Path(place), birds.words) as watch:
            canaries.plant(site, birds, Path(outside))
            found = canaries.found_in(site.var, birds.words)
            size = sum(one.stat().st_size for one in site.var.rglob("*") if one.is_file())
            text = canaries.dump(site, Path(outside))
            found += canaries.found_in(Path(outside), birds.words)
            dumped = text.stat().st_size
    found += [*birds.told, *sorted(watch.found)]
    print(
        f"canaries {asked.many}, people entered {birds.entered}, answers that were errors {birds.errors}, read"
        f" {size / 1e6:.0f} MB of files and {dumped / 1e6:.0f} MB of dump, {watch.rounds} looks at temporary files,"
        f" found {len(found)} {found[:3]}, seconds {time.monotonic() - begins:.0f}"
    )
    return 1 if found else 0
