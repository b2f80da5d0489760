"""The briefing book: kept twice, the second says what differs from the first, and neither changes any more."""

from __future__ import annotations

import json

import pytest
from django.db import DatabaseError, transaction

from prasan.meetings import commands as c
from prasan.meetings.after import booklet, files
from prasan.meetings.after.book import marked
from prasan.meetings.after.canonical import canonical, digest
from prasan.meetings.models import Book, Item
from prasan.platform.commands import SYSTEM, RuleBroken, perform
from tests.meetings import ground
from tests.meetings.test_minutes import GIVEN


@pytest.fixture
def books(g):
    """Two editions: an item was dropped, one changed, one came; Trang answered; a directive was answered."""
    made = ground.briefing(g)
    changed, dropped = ground.item(g, made), ground.item(g, made, title="เรื่องจะถอน")
    Item.objects.filter(pk=changed.pk).update(facts=[{"text": "คนได้งาน 120"}])
    first = perform(SYSTEM, c.KeepBook(briefing_id=made.pk, edition="t24", before=[GIVEN]))
    g.do("duty", c.DropItem(target_id=dropped.pk))
    ground.item(g, made, title="เรื่องใหม่")
    Item.objects.filter(pk=changed.pk).update(facts=[{"text": "คนได้งาน 150"}])
    g.do("plo", c.ReplyTo(target_id=ground.line(made, g, "OPS-92").pk, reply="coming"))
    second = perform(SYSTEM, c.KeepBook(briefing_id=made.pk, edition="t0", before=[GIVEN | {"answer": "ทำแล้ว"}]))
    return first, second


def test_the_second_edition_marks_what_differs(books):
    first, second = (json.loads(one.content) for one in books)
    told = marked(second, first)
    items = [(row["title"], row["mark"]) for section in told["agenda"] for row in section["items"]]
    assert items == [("ตรัง: คนได้งานต่ำกว่าแผน", "changed"), ("เรื่องใหม่", "added")]
    assert [row["title"] for row in told["removed"]] == ["เรื่องจะถอน"]
    assert [row["mark"] for row in told["roster"]].count("changed") == 1
    assert [row["mark"] for row in told["follow"]] == ["changed"]
    assert not marked(second, None)["compared"]
    assert all(not row["mark"] for row in marked(second, second)["roster"])


def test_a_book_is_kept_once_with_its_digest_and_stays(g, books):
    first, _second = books
    assert first.digest == digest(json.loads(first.content))
    assert canonical(json.loads(first.content)) == first.content
    with pytest.raises(RuleBroken):
        perform(SYSTEM, c.KeepBook(briefing_id=first.briefing_id, edition="t24"))
    with pytest.raises(RuleBroken):
        perform(SYSTEM, c.KeepBook(briefing_id=first.briefing_id, edition="later"))
    with pytest.raises(DatabaseError), transaction.atomic():
        Book.objects.filter(pk=first.pk).update(content="{}")


def test_the_paper_says_what_was_added_changed_and_taken_out(books):
    first, second = books
    told = booklet.paper_of(marked(json.loads(second.content), json.loads(first.content)), second)
    signs = [row["sign"] for section in told["agenda"] for row in section["items"]]
    assert signs == ["[แก้ไข]", "[เพิ่ม]"]
    assert told["removed"] == ["[ถอน] เรื่องจะถอน"]
    assert files.book_file(second, first)[:5] == b"%PDF-"
