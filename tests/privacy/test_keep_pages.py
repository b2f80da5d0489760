"""The officer's pages stay within the house's budget of queries and bytes with everything seeded."""

import re

import pytest

from prasan.directory.models import Office
from prasan.packs.thailand import privacy as pack
from prasan.privacy import commands as c
from prasan.privacy.models import RetentionTerm
from tests.privacy.ground import breach, case, worker
from tests.privacy.test_destruction import add, begin

PATHS = (
    "/privacy", "/privacy/records", "/privacy/records/workers", "/privacy/records/workers/change",
    "/privacy/records/new", "/privacy/retention", "/privacy/retention/terms/case", "/documents/destruction",
    "/documents/destruction/{}",
)  # fmt: skip


@pytest.fixture
def full(g):
    """A list, a breach, a hold, and our records and terms."""
    if not Office.objects.filter(code="OPS").exists():
        Office.objects.create(code="OPS", kind="ministry", area=g.areas["TH"], name_th="สป.", name_en="OPS")
    pack.load()
    one = begin(g)
    for n in range(5):
        add(g, one, f"รง {n}")
    breach(g)
    case(g)
    g.do("dpo", c.PlaceHold(worker_id=worker(g).pk, order_no="ศ 1", text="คดี"))
    return one


@pytest.mark.parametrize("path", PATHS)
def test_within_budget(g, full, path, django_assert_max_num_queries):
    dpo = g.client("dpo")
    dpo.get("/privacy")
    with django_assert_max_num_queries(12):
        answer = dpo.get(path.format(full.pk))
    assert answer.status_code == 200
    text = answer.content.decode()
    assert len(answer.content) < 110_000
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids)), sorted({one for one in ids if ids.count(one) > 1})


@pytest.mark.parametrize("path", PATHS)
def test_in_english(g, full, path):
    dpo = g.client("dpo")
    dpo.cookies["django_language"] = "en"
    text = dpo.get(path.format(full.pk)).content.decode()
    assert 'lang="en"' in text
    main = text.split("<main")[1].split("</main>")[0]
    for word in ("กำหนดเวลา", "ฐานทางกฎหมาย", "ลบข้อมูล", "ทบทวน", "คณะกรรมการ"):
        assert word not in re.sub(r"<(textarea|input)[^>]*>[^<]*", "", main), word
    assert RetentionTerm.objects.count() == 3
