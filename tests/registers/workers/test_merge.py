"""Two entries of one person become one, and two again, byte for byte; whatever is merged in which order."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.vault.rotate import rotate
from prasan.registers.commands import AddTie, ChangeWorker, MergeWorkers, TellApart, UndoMerge, WithdrawTie
from prasan.registers.commands.worker_merge import restore, state_of
from prasan.registers.models import Merge, NotSame, Tie, Worker
from prasan.registers.workers import keys
from prasan.registers.workers.search import claims_of, rekeyed
from tests.progress import ground
from tests.registers.workers.people import make, thai_id, tie

LINKED = {"line_id": "U" + "0" * 32, "line_at": timezone.now() - dt.timedelta(days=3)}
LINE_KEY = Worker._meta.get_field("line_key")
pytestmark = pytest.mark.django_db


def everything():
    """Return what people and ties hold: people decrypted, their other columns and the ties as the database has them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(t)::text FROM registers_tie AS t ORDER BY id")
        ties = cursor.fetchall()
        cursor.execute(
            "SELECT id, id_key, phone_key, contact_key, line_key, line_at, keys, created, changed, state,"
            " merged_into_id, consented_at"
            " FROM registers_worker ORDER BY id"
        )
        columns = cursor.fetchall()
    return [state_of(one) for one in Worker.objects.order_by("pk")], columns, ties


@pytest.fixture
def two(g):
    office = g.offices["DOE-92"]
    kept = make(office, id_kind="thai", id_number=thai_id(), phone="0812345678", sex="male")
    Worker.objects.filter(pk=kept.pk).update(**LINKED, line_key=LINE_KEY.hashed(LINKED["line_id"]))
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
    perform(officer, ChangeWorker(target_id=kept.pk, told={"family_name": kept.family_name}))
    Worker.objects.filter(pk=kept.pk).update(changed=kept.changed)
    perform(officer, UndoMerge(target_id=merge.pk))
    assert everything() == before
    with pytest.raises(RuleBroken):
        perform(officer, UndoMerge(target_id=merge.pk))


def test_what_happened_in_between_is_asked_for_and_goes_where_it_belongs(g, two):
    kept, gone = two
    officer, before = g.actors["officer"], everything()
    for whose, changed, other in (("kept", kept, gone), ("gone", gone, kept)):
        merge = perform(officer, MergeWorkers(kept_id=kept.pk, gone_id=gone.pk))
        perform(officer, ChangeWorker(target_id=kept.pk, told={"occupation": "9", "phone": "0866666666"}))
        perform(officer, AddTie(worker_id=kept.pk, office_id=g.offices["DOE-80"].pk, notice_version="2"))
        with pytest.raises(RuleBroken) as broken:
            perform(officer, UndoMerge(target_id=merge.pk))
        assert broken.value.field == "whose"
        assert Worker.objects.get(pk=gone.pk).merged_into_id == kept.pk
        perform(officer, UndoMerge(target_id=merge.pk, whose=whose))
        rows = Worker.objects.in_bulk()
        assert (rows[changed.pk].occupation, rows[changed.pk].phone) == ("9", "0866666666")
        assert (rows[other.pk].occupation, rows[other.pk].phone) == ("", other.phone)
        assert rows[changed.pk].keys == rekeyed(rows[changed.pk])["keys"]
        assert changed.ties.filter(office__code="DOE-80").exists()
        assert not other.ties.filter(office__code="DOE-80").exists()
        Tie.objects.filter(office__code="DOE-80").delete()
        for state in before[0]:
            restore(state)
        assert everything() == before


def test_what_was_withdrawn_in_between_stays_withdrawn_for_both(g, two):
    kept, gone = two
    officer = g.actors["officer"]
    merge = perform(officer, MergeWorkers(kept_id=kept.pk, gone_id=gone.pk))
    tie(kept, g.offices["OPS-92"])  # so that somebody still reads it
    perform(g.actors["officer"], WithdrawTie(target_id=kept.ties.get(office__code="DOE-92").pk))
    perform(g.actors["plo"], UndoMerge(target_id=merge.pk, whose="kept"))
    assert not Tie.objects.living().filter(worker=gone, office__code="DOE-92").exists()
    assert Tie.objects.living().filter(worker=gone).count() == 2


def test_a_consent_withdrawn_and_given_anew_lives_and_goes_where_it_belongs(g, two):
    kept, gone = two
    officer = g.actors["officer"]
    merge = perform(officer, MergeWorkers(kept_id=kept.pk, gone_id=gone.pk))
    tie(kept, g.offices["OPS-92"])  # so that somebody still reads it
    perform(officer, WithdrawTie(target_id=kept.ties.get(office__code="DOE-92").pk))
    anew = perform(g.actors["plo"], AddTie(worker_id=kept.pk, office_id=officer.office_id, notice_version="2"))
    perform(officer, UndoMerge(target_id=merge.pk, whose="gone"))
    living = Tie.objects.living().filter(office__code="DOE-92")
    assert [(one.pk, one.worker_id) for one in living] == [(anew.pk, gone.pk)]


def test_a_channel_given_up_in_between_and_protection_put_on_hold_for_both(g, two):
    kept, gone = two
    officer = g.actors["officer"]
    agreed = timezone.now() - dt.timedelta(days=9)
    Worker.objects.filter(pk=kept.pk).update(channel="sms", consented_at=agreed)
    merge = perform(officer, MergeWorkers(kept_id=kept.pk, gone_id=gone.pk))
    perform(officer, ChangeWorker(target_id=kept.pk, told={"channel": "none", "protected": "child"}))
    perform(officer, UndoMerge(target_id=merge.pk, whose="gone"))
    held = Worker.objects.values_list("channel", "consented_at", "protected")
    assert list(held) == [("none", None, "child")] * 2


@pytest.mark.parametrize("channel", ["call", "sms"])
def test_consent_given_in_between_keeps_its_moment(g, two, channel):
    kept, gone = two
    officer = g.actors["officer"]
    first, agreed = (timezone.now() - dt.timedelta(days=days) for days in (9, 2))
    Worker.objects.filter(pk=kept.pk).update(channel="sms", consented_at=first)
    merge = perform(officer, MergeWorkers(kept_id=kept.pk, gone_id=gone.pk))
    Worker.objects.filter(pk=kept.pk).update(channel=channel, consented_at=agreed, phone=kept.phone)
    perform(officer, ChangeWorker(target_id=kept.pk, told={"phone": "0866666666"}))
    perform(officer, UndoMerge(target_id=merge.pk, whose="gone"))
    rows = Worker.objects.in_bulk()
    assert (rows[gone.pk].channel, rows[gone.pk].consented_at) == (channel, agreed)
    assert (rows[kept.pk].channel, rows[kept.pk].consented_at) == ("sms", first)


def test_an_undoing_locks_both_before_it_asks_for_later_merges(g, two):
    merge = perform(g.actors["officer"], MergeWorkers(kept_id=two[0].pk, gone_id=two[1].pk))
    with CaptureQueriesContext(connection) as queries:
        perform(g.actors["officer"], UndoMerge(target_id=merge.pk))
    told = [one["sql"] for one in queries]
    locked = next(n for n, sql in enumerate(told) if 'FROM "registers_worker"' in sql and "FOR UPDATE" in sql)
    asked = next(n for n, sql in enumerate(told) if 'FROM "registers_merge"' in sql and '"kept_id" =' in sql)
    assert locked < asked


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
