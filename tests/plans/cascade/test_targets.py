"""How a policy's target was split: the rule with source and check, each province's part, what was adjusted and why."""

from __future__ import annotations

import re

import pytest

from prasan.plans.cascade.commands import DecideAnswer, SplitExpected
from prasan.plans.cascade.targets import cascades_of, split_tables
from prasan.plans.models import Expected
from tests.plans.cascade import scene
from tests.plans.cascade.test_answers import answer
from tests.plans.cascade.test_pages import series, text_of
from tests.plans.test_pages import signed_in


def table(made, who="owner"):
    actor = made.g.actors[who]
    (cascade,) = cascades_of(made.g.policies[0], actor)
    (one,) = split_tables(cascade, actor)
    return one


def test_the_parts_stand_beside_the_whole_and_are_summed(sent):
    one = table(sent)
    assert {share.offer.area.code: share.item.asked for share in one.shares} == {"92": 100, "80": 150, "93": 50}
    assert (one.tally.asked, one.expected.total, one.differs, one.tally.adds_up) == (300, 300, 0, True)
    assert {share.offer.area.code: share.share for share in one.shares} == {"92": 333, "80": 500, "93": 167}
    assert all(share.taken is None and not share.adjusted for share in one.shares)


def test_a_sum_that_does_not_fit_is_told(sent):
    Expected.objects.filter(cascade=sent.cascade, number=1).update(total=310)
    one = table(sent)
    assert (one.differs, one.tally.adds_up) == (-10, False)
    page = text_of(signed_in(sent.g, "owner").get(f"/plans/policies/{sent.g.policies[0].pk}/split"))
    assert "ผลรวมทุกจังหวัด 300 ต่างจากเป้าหมายทั้งประเทศ 310 อยู่ 10" in page


def test_an_adjusted_part_counts_once_it_is_agreed_and_its_reason_stays(sent):
    item = sent.item("92")
    answer(sent, "plo", "92", answer="adjust", value=80, reason="แรงงานนอกระบบน้อย")
    share = next(one for one in table(sent).shares if one.adjusted)
    assert (share.item.promised, share.taken) == (80, None)
    sent.g.do("owner", DecideAnswer(target_id=item.offer_id, item=item.pk, reason="ตกลง"))
    share = next(one for one in table(sent).shares if one.adjusted)
    assert (share.taken, share.item.reason) == (80, "แรงงานนอกระบบน้อย")
    client = signed_in(sent.g, "owner")
    url = f"/plans/policies/{sent.g.policies[0].pk}/split"
    page = text_of(client.get(f"{url}?adjusted=1"))
    assert "แรงงานนอกระบบน้อย" in page
    assert len(re.findall("data-row", client.get(f"{url}?adjusted=1").content.decode())) == 1
    assert len(re.findall("data-row", client.get(url).content.decode())) == 3


def test_a_split_by_reference_numbers_names_them_with_day_and_source(g):
    made = scene.draft(g)
    known = series(g)
    areas = {code: area.pk for code, area in g.areas.items()}
    g.do("owner", SplitExpected(
        target_id=made.cascade.pk, row=made.expected().pk, total=300, method="series", series_id=known.pk,
        values={areas["92"]: 75, areas["80"]: 150, areas["93"]: 75}, reasons={},
    ))  # fmt: skip
    made.send()
    assert {one.offer.area.code: one.base for one in table(made).shares} == {"92": 1, "80": 2, "93": 1}
    page = text_of(signed_in(g, "owner").get(f"/plans/policies/{g.policies[0].pk}/split"))
    assert "แบ่งตามตัวเลขอ้างอิง" in page
    assert "กำลังแรงงาน ณ 1 ม.ค. 2568 · สำนักงานสถิติ" in page
    assert "ผลรวมทุกจังหวัดเท่ากับเป้าหมายทั้งประเทศ: 300" in page


def test_a_province_reads_its_own_part_and_the_sum_of_all(sent):
    one = table(sent, "plo")
    assert [share.offer.area.code for share in one.shares] == ["92"]
    assert one.tally.asked == 300


@pytest.mark.parametrize("who", ["owner", "plo"])
def test_a_draft_is_no_split_yet(draft, who):
    client = signed_in(draft.g, who)
    page = client.get(f"/plans/policies/{draft.g.policies[0].pk}/split")
    assert page.status_code == 200
    assert "ยังไม่ได้ถ่ายทอดเป้าหมายเป็นตัวเลข" in page.content.decode()
    assert client.get("/plans/policies/999999/split").status_code == 404


def test_the_page_asks_few_questions_whatever_is_in_the_address(sent, django_assert_max_num_queries):
    client = signed_in(sent.g, "owner")
    url = f"/plans/policies/{sent.g.policies[0].pk}/split"
    client.get(url)
    with django_assert_max_num_queries(12):
        assert client.get(f"{url}?of=x&activity=y&adjusted=2").status_code == 200
