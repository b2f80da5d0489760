"""Jobs and a listener that only the tests know; run as a program it is a worker with short pauses.

The effect of an item is a row that cannot be written twice: a second effect is an error, not a silence.
"""

from __future__ import annotations

import sys
import time

import django

if __name__ == "__main__":
    django.setup()

from prasan.platform.jobs import listeners, worker
from prasan.platform.jobs.job import job
from prasan.platform.journal.models import Receipt

SLOW = 0.0


def effect(number: int, of: str) -> None:
    Receipt.objects.create(person_id=number, key=of, command="test")


def do_items(batch):
    for number in batch:
        effect(number, "item")
        time.sleep(SLOW)


@job("test.items", title="งานทดสอบ")
def items(run, count):
    run.each(list(range(count)), do_items, size=10)


@job("test.whole")
def whole(run, count):
    from django.db import transaction

    with transaction.atomic(), run.whole(count) as step:
        for number in range(count):
            effect(number, "whole")
            time.sleep(SLOW)
            step(1)


@job("test.fails", retries=0)
def fails(run):
    raise ValueError("secret-name")


@job("test.queues")
def queues(run):
    from django.db import transaction

    try:
        with transaction.atomic():
            items.defer(count=1)
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass


def heard(event):
    effect(event.seq, "heard")
    time.sleep(SLOW)


def register_listener():
    listeners.LISTENERS["test.heard"] = listeners.Listener("test.heard", frozenset({"test.event"}), heard)


if __name__ == "__main__":
    SLOW = float(sys.argv[1])
    worker.STALLED_SECONDS, worker.HEARTBEAT_SECONDS = 1.5, 0.3
    register_listener()
    sys.exit(worker.main())
