"""Where the time of a page goes: python -m tools.where LOGIN /address [--times 200] [--least 0.25] [--lines].

Asks for a page again and again in this process, looks each millisecond of CPU at what is being done, and prints the
tree of calls with the milliseconds a request spends below each. A profiler that counts every call makes small calls
look dear; this one does not. PRASAN_DATABASE_URL and PRASAN_VAR name the site, for instance a demo that runs. What the
database does is not in it: `python -m bench bench_referrals` counts both.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from types import FrameType
from typing import Any

Stacks = Counter[tuple[str, ...]]
ALONE = 0.85
"""A call that holds so much of its caller's time stands for it."""


def sampled(ask: Callable[[], Any], times: int, *, lines: bool = False) -> tuple[float, Stacks]:
    """Return (ms of CPU for each time, how often each stack was seen).

    Parameters: `lines`, tell calls apart by line, not by function.
    """
    stacks: Stacks = Counter()

    def look(_signal: int, frame: FrameType | None) -> None:
        names = []
        while frame is not None:
            code = frame.f_code
            names.append(
                f"{_short(code.co_filename)}:{code.co_name}:{frame.f_lineno if lines else code.co_firstlineno}"
            )
            frame = frame.f_back
        stacks[tuple(reversed(names))] += 1

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
    start = time.process_time()
    try:
        for _n in range(times):
            ask()
    finally:
        spent = (time.process_time() - start) / times * 1000
        signal.setitimer(signal.ITIMER_PROF, 0, 0)
        signal.signal(signal.SIGPROF, before)
    return spent, stacks


def _short(path: str) -> str:
    return path.partition("site-packages/")[2] or path.partition("/src/prasan/")[2] or path


def tree(stacks: Stacks, spent: float, least: float) -> list[str]:
    """Return the lines of the tree, the dearest first. Parameters: `spent` and `least` in ms."""
    seen = stacks.total()
    found: list[str] = []

    def show(part: Stacks, at: int, depth: int) -> None:
        below: dict[str, Stacks] = {}
        for stack, many in part.items():
            if len(stack) > at:
                below.setdefault(stack[at], Counter())[stack] += many
        for name, inner in sorted(below.items(), key=lambda one: -one[1].total()):
            ms = inner.total() / seen * spent
            if ms < least:
                continue
            alone = inner.total() > ALONE * part.total() and depth > 0
            if not alone:
                found.append(f"{'  ' * depth}{ms:.2f} {name}")
            show(inner, at + 1, depth if alone else depth + 1)

    show(stacks, 0, 0)
    return found


def main() -> int:
    """Sign in, warm up, look, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("login")
    parser.add_argument("address")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--least", type=float, default=0.25, help="ms below which a call is left out")
    parser.add_argument("--lines", action="store_true")
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.config.settings")
    import django

    django.setup()
    from django.test import Client
    from django.test.utils import setup_test_environment

    from prasan.directory.models import Person

    setup_test_environment()
    client = Client()
    client.force_login(Person.objects.get(username=asked.login), "allauth.account.auth_backends.AuthenticationBackend")
    for _n in range(10):
        answer = client.get(asked.address)
    spent, stacks = sampled(lambda: client.get(asked.address), asked.times, lines=asked.lines)
    print(
        f"{asked.address}: {answer.status_code}, {len(answer.content):,} bytes, {spent:.1f} ms of CPU for each request"
    )
    print("\n".join(tree(stacks, spent, asked.least)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
