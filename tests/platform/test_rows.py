"""Many rows changed in one statement: exactly what was asked, of every kind of column, or an error."""

import datetime as dt
import random

import pytest
from django.db import DataError
from django.utils import timezone

from prasan.directory.models import Area, Office
from prasan.platform.rows import update_rows
from prasan.situation.models import Item, ModelVersion, Source

pytestmark = pytest.mark.django_db
NAMES = ["text", "score", "types", "reading", "is_relevant", "published_at", "root"]


@pytest.fixture
def items():
    area = Area.objects.create(id=1, last=9, code="TH", kind="nation", name_th="ประเทศไทย", name_en="Thailand")
    office = Office.objects.create(code="OPS", kind="ministry", area=area, name_th="สป.")
    source = Source.objects.create(code="feed", kind="feed", name_th="ฟีด", office=office)
    return Item.objects.bulk_create(
        Item(source=source, identity=f"{n:064d}", title="ก", text="ข", received_at=timezone.now()) for n in range(5)
    )


def changed_at_random(item: Item, rng: random.Random, other: Item) -> None:
    item.text = rng.choice(["", "วรรค 'หนึ่ง' \"สอง\"\n\\ three, {4}", "ำ" * 300])
    item.score = rng.choice([0.1 + 0.2, 0.0, 1e-17])
    item.types = rng.sample(["layoff", "strike", "with, comma", 'with "quotes"'], rng.randint(0, 4))
    item.reading = rng.choice([{}, {"ก": [1, None, {"ข": "\u200b"}], "n": 0.30000000000000004}])
    item.is_relevant = rng.choice([True, False])
    item.published_at = rng.choice([None, dt.datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=dt.UTC)])
    item.root = rng.choice([None, other])


@pytest.mark.parametrize("seed", range(4))
def test_rows_come_out_as_djangos_own_way_writes_them(items, seed):
    rng = random.Random(seed)
    for item in items[:4]:
        changed_at_random(item, rng, items[4])
    assert update_rows(items[:4], NAMES, batch=3) == 4
    ours = list(Item.objects.order_by("pk").values())
    Item.objects.update(text="-", score=9, types=[], reading={}, published_at=None, root=None)
    Item.objects.bulk_update(items, NAMES)
    assert list(Item.objects.order_by("pk").values()) == ours


def test_it_is_one_statement_and_touches_nothing_else(items, django_assert_num_queries):
    for item in items[:2]:
        item.text, item.title = "ใหม่", "ไม่ได้ขอ"
    with django_assert_num_queries(1):
        assert update_rows(items[:2], ["text"]) == 2
    assert list(Item.objects.order_by("pk").values_list("title", "text")) == [("ก", "ใหม่")] * 2 + [("ก", "ข")] * 3
    with django_assert_num_queries(0):
        assert update_rows([], ["text"]) == 0


def test_a_row_that_is_gone_is_passed_over_and_what_does_not_fit_is_an_error(items):
    Item.objects.filter(pk=items[0].pk).delete()
    assert update_rows(items[:2], ["text"]) == 1
    items[1].identity = "x" * 65
    with pytest.raises(DataError):
        update_rows(items[1:2], ["identity"])


def test_bytes_are_refused():
    with pytest.raises(TypeError):
        update_rows([ModelVersion(pk=1, content=b"bytes")], ["content"])
