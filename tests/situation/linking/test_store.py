"""The stored index: the same answers as the linker in memory, in a bounded number of statements."""

import random

import pytest
from django.utils import timezone

from prasan.directory.models import Area, Office
from prasan.kernel.linking import Linker
from prasan.kernel.linking.profile import profile
from prasan.situation.linking import candidates, linked, rebuild, store
from prasan.situation.linking.store import marks_of
from prasan.situation.models import Fingerprint, Item, Source
from tests.kernel.linking.variants import BULLETINS, REPRINTS, TWINS, release, twin

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    area = Area.objects.create(id=1, last=999_999, code="TH", kind="nation", name_th="ประเทศไทย", name_en="Thailand")
    office = Office.objects.create(code="OPS", kind="ministry", area=area, name_th="สำนักงานปลัดกระทรวง")
    return Source.objects.create(code="feed", kind="feed", name_th="ฟีด", office=office)


def stream(count: int = 120) -> list[tuple[str, str]]:
    """Releases, reprints, twins and issues of bulletins in a mixed order: (title, text)."""
    rng = random.Random("stream")
    texts: list[tuple[str, str]] = []
    while len(texts) < count:
        draw = rng.random()
        if draw < 0.4 or not texts:
            texts.append((f"ข่าวที่ {len(texts)} ของวัน", release(rng, rng.choice((300, 1500, 4000)))))
        elif draw < 0.6:
            texts.append(("", BULLETINS[rng.choice(list(BULLETINS))](rng)))
        elif draw < 0.85:
            texts.append(("", REPRINTS[rng.choice(list(REPRINTS))](rng, rng.choice(texts)[1])))
        else:
            texts.append(("", twin(rng, rng.choice(list(TWINS)), rng.choice(texts)[1]) or ""))
    texts.append(("สรุป", "\n".join(text for _, text in texts[:5])))
    return texts


def item_of(source: Source, number: int, title: str, text: str) -> Item:
    return Item.objects.create(
        source=source, identity=f"{number:064d}", title=title, text=text, received_at=timezone.now()
    )


def test_stored_and_in_memory_the_answers_are_the_same(source):
    linker, seen = Linker(), set()
    for number, (title, text) in enumerate(stream()):
        item = item_of(source, number, title, text)
        stored = linked([item])[item.pk]
        memory = linker.add(item.pk, text, title)
        assert tuple(map(tuple, stored[1:])) == tuple(memory)
        assert stored.root == (min(memory.duplicate_of) if memory.duplicate_of else None)
        store([item])
        if stored.root:
            Item.objects.filter(pk=item.pk).update(root=stored.root)
        seen |= {name for name, found in zip(memory._fields, memory, strict=True) if found}
    assert seen >= {"duplicate_of", "same_series", "contains"}


def test_several_at_once_are_answered_as_one_by_one(source):
    linker, items = Linker(), []
    for number, (title, text) in enumerate(stream(60)):
        items.append(item_of(source, number, title, text))
    store(items)
    at_once = {}
    for part in (items[:25], items[25:]):
        at_once |= linked(part)
        Item.objects.bulk_update(part, ["root"])
    for item in items:
        memory = linker.add(item.pk, item.text, item.title)
        assert tuple(map(tuple, at_once[item.pk][1:])) == tuple(memory)
        assert item.root_id == at_once[item.pk].root == (min(memory.duplicate_of) if memory.duplicate_of else None)
    assert any(item.root_id for item in items[:25]), "also among those of one call"


def test_an_answer_costs_three_statements_at_most(source, django_assert_max_num_queries):
    rng = random.Random(3)
    text = release(rng)
    first = item_of(source, 0, "", text)
    store([first])
    for number in range(1, 30):
        item = item_of(source, number, "", REPRINTS["junk"](rng, text))
        Item.objects.filter(pk=item.pk).update(root=first)
        store([item])
    item = item_of(source, 99, "", text)
    with django_assert_max_num_queries(3):
        assert linked([item])[item.pk].root == first.pk
    with django_assert_max_num_queries(1):
        assert linked([other := item_of_text(item, release(rng))])[other.pk].root is None


def item_of_text(like: Item, text: str) -> Item:
    return Item(pk=like.pk + 1, source=like.source, text=text)


def test_what_is_stored_twice_or_made_anew_is_the_same(source):
    rng = random.Random(4)
    items = [item_of(source, number, "", release(rng, 800)) for number in range(5)]
    for item in [*items, *items]:
        store([item])
    rows = set(Fingerprint.objects.values_list("mark", "item"))
    assert rows == {(mark, item.pk) for item in items for mark in marks_of(profile(item.text))}
    assert rebuild() == 5
    assert set(Fingerprint.objects.values_list("mark", "item")) == rows


def test_an_item_that_is_gone_is_passed_over(source):
    text = release(random.Random(5))
    first = item_of(source, 1, "", text)
    store([first])
    gone = first.pk
    first.delete()
    item = item_of(source, 2, "", text)
    assert candidates(profile(text), item.pk) == [gone]
    assert linked([item])[item.pk].root is None
