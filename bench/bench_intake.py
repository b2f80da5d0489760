"""How long from arrival to the queue: items handed in one by one, read, judged, linked and visible as waiting.

Run: PRASAN_DATABASE_URL=… python -m bench bench_intake [--items 300]. Use a migrated database of its own with the
reference pack. The clock starts when the bytes are there and stops when the item stands in `Item.objects.waiting()`
(or is judged as not relevant) and the outbox row that wakes the open queues is committed. Prints one line.
"""

from __future__ import annotations

import argparse
import statistics
import time

from prasan.platform.commands import SYSTEM, perform


def main() -> int:
    """Run it and print the percentiles in milliseconds."""
    from prasan.situation.intake import ledger
    from prasan.situation.intake.commands import HandIn
    from prasan.situation.models import Item

    parser = argparse.ArgumentParser()
    parser.add_argument("--items", type=int, default=300)
    asked = parser.parse_args()
    provinces = ("ตรัง", "สกลนคร", "อยุธยา", "เลย", "เชียงใหม่")
    stamp = int(time.time())
    perform(SYSTEM, HandIn(text=f"อุ่นเครื่อง {stamp}"))  # the gazetteer and the model are built once a process
    spent = []
    for number in range(asked.items):
        place = provinces[number % len(provinces)]
        text = f"โรงงานสมมติ {stamp}-{number} ในจังหวัด{place} เลิกจ้างลูกจ้าง {number + 5} คน " * 12
        begins = time.perf_counter()
        fetch = perform(SYSTEM, HandIn(text=text))
        item = Item.objects.get(arrivals__fetch=fetch)
        assert item.reader_version not in {"", "-"}, "the item was not read"
        spent.append((time.perf_counter() - begins) * 1000)
    spent.sort()
    p95 = spent[int(len(spent) * 0.95) - 1]
    print(f"items {len(spent)} p50 {statistics.median(spent):.1f} ms p95 {p95:.1f} ms worst {spent[-1]:.1f} ms")
    return 1 if p95 > 1000 or ledger.faults() else 0
