"""Two entries of one person become one, and two again, byte for byte; whatever is merged in which order."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.vault.rotate import rotate
from prasan.registers.commands import ChangeWorker, MergeWorkers, TellApart, UndoMerge
from prasan.registers.commands.worker_merge import state_of
from prasan.registers.models import Merge, NotSame, Tie, Worker
from prasan.registers.workers import keys
from prasan.registers.workers.search import claims_of, rekeyed
from tests.progress import ground
from tests.registers.workers.people import make, thai_id, tie

pytestmark = pytest.mark.django_db


def everything():
    """Return what people and ties hold: people decrypted, their other columns and the ties as the database has them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(t)::text FROM registers_tie AS t ORDER BY id")
        ties = cursor.fetchall()
        cursor.execute(
            "SELECT id, id_key, phone_key, contact_key, keys, created, changed, state, merged_into_id, consented_at"
            " FROM registers_worker ORDER BY id"
        )
        columns = cursor.fetchall()
    return [state_of(one) for one in Worker.objects.order_by("pk")], columns, ties


@pytest.fixture
def two(g):
    office = g.offices["DOE-92"]
    kept = make(office, id_kind="thai", id_number=thai_id(), phone="0812345678")
    gone = make(office, given_name="สมหมัย", birth_year=1980, channel="none")
    tie(gone, g.offices["DSD-92"], purpose="referral")
    tie(gone, g.offices["OPS-80"])
    for one in (kept, gone):
        Worker.objects.filter(pk=one.pk).update(**rekeyed(one))
    return kept, gone


def test_a_merge_moves_the_ties_and_its_undoing_restores_everything(g, two):
    kept, gone = two
    officer, before = g.actors["officer"], everything()
    merge = perform(officer, MergeWorkers(kept_id=kept.pk, gone_id=gone.pk))
    assert Worker.objects.get(pk=gone.pk).merged_into_id == kept.pk
    assert set(kept.ties.values_list("office__code", flat=True)) == {"DOE-92", "DSD-92", "OPS-80"}
    assert Worker.objects.visible_to(g.actors["far-plo"]).get() == kept
    perform(officer, ChangeWorker(target_id=kept.pk, told={"family_name": "เปลี่ยนแล้ว"}))
    with pytest.raises(Refused):  # it is read as the one that was kept
        perform(officer, ChangeWorker(target_id=gone.pk, told={"sex": "male"}))
    perform(officer, UndoMerge(target_id=merge.pk))
    assert everything() == before
    with pytest.raises(RuleBroken):
        perform(officer, UndoMerge(target_id=merge.pk))


def test_a_merge_is_undone_after_a_rotation_of_the_sites_keys(g, two, settings):
    officer, asked = g.actors["officer"], keys.asked(claims_of(two[1]))
    merge = perform(officer, MergeWorkers(kept_id=two[0].pk, gone_id=two[1].pk))
    settings.VAULT_KEYS = ["another key for this test", *settings.VAULT_KEYS]
    rotate([Worker, Merge])
    settings.VAULT_KEYS = settings.VAULT_KEYS[:1]
    perform(officer, UndoMerge(target_id=merge.pk))
    gone = Worker.objects.get(pk=two[1].pk)
    assert gone.given_name == "สมหมัย"
    assert not set(gone.keys) & set(asked)
    assert set(gone.keys) <= set(keys.asked(claims_of(gone)))


def test_the_prior_state_stands_sealed(g, two):
    merge = perform(g.actors["officer"], MergeWorkers(kept_id=two[0].pk, gone_id=two[1].pk))
    assert "สมหมัย" in merge.prior
    with connection.cursor() as cursor:
        cursor.execute("SELECT prior FROM registers_merge")
        assert "สมหมัย" not in cursor.fetchone()[0]


def test_who_is_out_of_scope_or_known_as_somebody_else_is_not_merged(g, two):
    kept, gone = two
    for actor, status in ((g.actors["far-plo"], 404), (g.actors["minister"], 404)):
        with pytest.raises(Refused) as refused:
            perform(actor, MergeWorkers(kept_id=kept.pk, gone_id=gone.pk))
        assert refused.value.status == status
    officer = g.actors["officer"]
    with pytest.raises(Refused):
        perform(officer, MergeWorkers(kept_id=kept.pk, gone_id=kept.pk))
    perform(officer, TellApart(one_id=gone.pk, other_id=kept.pk))
    assert NotSame.objects.get().first_id == kept.pk
    for command in (MergeWorkers(kept_id=kept.pk, gone_id=gone.pk), TellApart(one_id=kept.pk, other_id=gone.pk)):
        with pytest.raises(RuleBroken):
            perform(officer, command)


class InAnyOrder(TestCase):
    """Whatever is merged and undone in which order, once all is undone everything is as it was."""

    @examples(max_examples=12)
    @given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans()), max_size=6))
    def test_all_undone_is_as_before(self, steps):
        small = ground.build()
        officer = small.actors["officer"]
        people = [make(small.offices["DOE-92"], birth_year=1970 + n) for n in range(4)]
        tie(people[1], small.offices["OPS-92"], purpose="outreach")
        before = everything()
        for one, other, undo in steps:
            try:
                if undo and (last := Merge.objects.filter(undone_at=None).first()):
                    perform(officer, UndoMerge(target_id=last.pk))
                else:
                    perform(officer, MergeWorkers(kept_id=people[one].pk, gone_id=people[other].pk))
            except (Refused, RuleBroken):
                continue
            assert Tie.objects.count() == len(before[2])
        while last := Merge.objects.filter(undone_at=None).first():
            perform(officer, UndoMerge(target_id=last.pk))
        assert everything() == before
