"""A duty officer triages a hundred items by keyboard alone: at most three keys an item where the proposal is right."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ITEMS = 100
MOST_KEYS = 3
MADE = """
from django.utils import timezone
from prasan.directory.models import Area, Office
from prasan.situation.models import Item, ItemPlace, Source
source, _new = Source.objects.get_or_create(
    code="browser-test", defaults={{"kind": "api", "name_th": "แหล่งทดสอบ", "office": Office.objects.get(code="OPS")}}
)
provinces = list(Area.objects.provinces().order_by("id"))
kinds = ["layoff", "accident", "strike", "wage_arrears", "fraud"]
Item.objects.waiting().update(state="binned")
for n in range({count}):
    area = provinces[n % len(provinces)]
    item = Item.objects.create(
        source=source, identity=f"{{n:064d}}", title=f"{{area.name_th}} เรื่องที่ {{n}} {{n * 7919}}", text="ข้อความสมมติ",
        received_at=timezone.now(), types=[kinds[n % 5]], model_version="test", score=0.9,
    )
    ItemPlace.objects.create(item=item, area=area)
"""
COUNT = """
from prasan.situation.models import Event, Item
mine = Item.objects.filter(source__code="browser-test")
print(mine.filter(state="linked").count(), mine.filter(state="binned").count(), mine.filter(state="new").count())
"""


def shell(site, code: str) -> str:
    """Run some lines in the site's own Python; returns what they print."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PRASAN_", "DJANGO_"))}
    env |= {"PRASAN_VAR": str(site.var), "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, "-m", "prasan", "manage", "shell", "--no-imports", "-c", code]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip()


class Keys:
    """A keyboard that counts."""

    def __init__(self, page) -> None:
        self.page, self.count = page, 0

    def press(self, key: str) -> None:
        """Press a key and wait until the queue shows what came of it."""
        at = self.page.locator("#at").get_attribute("value")
        self.page.keyboard.press(key)
        self.count += 1
        self.page.wait_for_function(
            "at => document.querySelector('#at')?.value !== at && !document.querySelector('.htmx-request')", arg=at
        )


def test_a_hundred_items_by_keyboard_alone(open_as, site):
    shell(site, MADE.format(count=ITEMS))
    page = open_as("duty-1")
    page.goto("/situation/triage")
    keys = Keys(page)
    most = 0
    for n in range(ITEMS - 1):
        before = keys.count
        keys.press("x" if n % 10 == 9 else "a")
        most = max(most, keys.count - before)
    page.keyboard.press("a")
    page.locator("#at").wait_for(state="detached")
    assert most <= MOST_KEYS
    assert keys.count + 1 <= ITEMS * MOST_KEYS
    assert shell(site, COUNT).splitlines()[-1] == "91 9 0"


def test_keys_move_correct_join_and_undo(open_as, site):
    code = MADE.format(count=4).replace('f"{n:064d}"', 'f"k{n:063d}"').replace("เรื่องที่", "คำสั่งที่")
    shell(site, code)
    page = open_as("duty-1")
    page.goto("/situation/triage")
    first = page.locator("#at").get_attribute("value")
    keys = Keys(page)
    keys.press("j")
    second = page.locator("#at").get_attribute("value")
    keys.press("k")
    assert page.locator("#at").get_attribute("value") == first
    page.keyboard.press("2")
    page.wait_for_selector(".types button[value=closure][aria-pressed=true]")
    keys.press("a")
    assert page.locator("#at").get_attribute("value") == second
    keys.press("u")
    assert page.locator("#at").get_attribute("value") == first
    page.wait_for_selector(".types button[value=closure][aria-pressed=true]")
