"""Runs a benchmark of figures with Django set up: python -m bench bench_figures [options].

PRASAN_DATABASE_URL names a PostgreSQL on the same machine; requirements/bench.txt must be installed.
"""

from __future__ import annotations

import importlib
import os
import sys

import django


def main() -> int:
    """Set Django up, then import the module that is named first, and run its `main`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.config.settings")
    django.setup()
    name = sys.argv.pop(1)
    return int(importlib.import_module(f"bench.{name}").main() or 0)


if __name__ == "__main__":
    sys.exit(main())
