"""Personal data is nowhere readable in the database, and gone when its key is destroyed."""

from __future__ import annotations

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models

from prasan.platform.commands import RuleBroken, perform
from prasan.platform.commands.bulk import perform_many
from prasan.platform.commands.proof import differences
from prasan.platform.journal.models import Entry
from prasan.platform.vault import keys, mask, ring
from prasan.platform.vault.fields import EncryptedField, found_by
from prasan.platform.vault.models import PersonKey
from prasan.platform.vault.rotate import rotate
from tests.platform.ground import Someone
from tests.platform.vault.conftest import Correct, Enrol, Show, Worker

NUMBER = "1-1017-00230-70-8"


@pytest.fixture
def worker(table):
    return perform(Someone(), Enrol(full_name="นายสมชาย ใจดี", id_number=NUMBER, town="ตรัง"))


def everything_stored() -> str:
    """Return all rows of the tables that tell about workers, as the database prints them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT string_agg(w::text, ' ') FROM vault_tests_worker w)"
            " || (SELECT string_agg(j::text, ' ') FROM platform_journal j)"
            " || (SELECT string_agg(o::text, ' ') FROM platform_outbox o)"
        )
        return cursor.fetchone()[0]


def test_the_number_is_nowhere_readable(worker):
    stored = everything_stored()
    assert NUMBER not in stored
    assert "1101700230708" not in stored
    assert Worker.objects.get(pk=worker.pk).id_number == NUMBER


def test_the_journal_has_personal_values_sealed_and_others_plain(worker):
    changes = Entry.objects.get().changes
    assert "สมชาย" not in str(changes)
    assert changes["town"] == [None, "ตรัง"]
    assert keys.is_sealed(changes["id_number"][1])
    assert "id_lookup" not in changes
    opened = keys.opened([changes])[0]
    assert opened["id_number"] == [None, NUMBER]
    assert opened["full_name"] == [None, "นายสมชาย ใจดี"]


def test_the_set_form_seals_too(worker):
    actor = Someone()
    rows = [{"full_name": f"น.ส.{n}", "id_number": f"{n:013}", "town": "ก"} for n in range(3)]
    outcome = perform_many(actor, Enrol, rows, want_ids=True)
    assert outcome.done == 3
    assert Worker.objects.get(found_by(Worker, "id_lookup", f"{2:013}")).full_name == "น.ส.2"
    changed = [{"target_id": pk, "id_number": f"9{pk:012}", "town": "ข"} for pk in outcome.ids]
    perform_many(actor, Correct, changed)
    for entry in Entry.objects.filter(verb="test.correct"):
        assert keys.is_sealed(entry.changes["id_number"][0])
        opened = keys.opened([entry.changes])[0]
        assert opened["id_number"] == [f"{entry.object_id - outcome.ids[0]:013}", f"9{entry.object_id:012}"]
        assert opened["town"] == ["ก", "ข"]
    assert PersonKey.objects.count() == 4


def test_an_unchanged_encrypted_value_is_no_change(worker):
    perform_many(Someone(), Correct, [{"target_id": worker.pk, "id_number": NUMBER, "town": "กระบี่"}])
    assert Entry.objects.latest("pk").changes == {"town": ["ตรัง", "กระบี่"]}
    assert differences(Someone(), Correct, [{"target_id": worker.pk, "id_number": NUMBER, "town": "พังงา"}]) == []


def test_found_by_number_however_it_is_typed(worker):
    for typed in (NUMBER, "1101700230708", " 1 1017 00230 70 8"):
        assert Worker.objects.filter(found_by(Worker, "id_lookup", typed)).get() == worker
    assert not Worker.objects.filter(found_by(Worker, "id_lookup", "")).exists()
    with pytest.raises(FieldError, match="encrypted"):
        Worker.objects.filter(id_number=NUMBER).exists()


def test_erasure_destroys_the_key_and_no_new_one_is_made(worker):
    keys.destroy("vault_tests.worker", worker.pk)
    assert keys.opened([Entry.objects.get().changes])[0]["full_name"] == [None, None]
    perform(Someone(), Correct(target_id=worker.pk, id_number="x", town="ตรัง"))
    latest = Entry.objects.latest("pk").changes
    assert keys.opened([latest])[0]["id_number"] == [None, None]
    assert PersonKey.objects.get().wrapped == ""


def test_another_worker_stays_readable(worker):
    other = perform(Someone(), Enrol(full_name="นางอื่น", id_number="2", town="ก"))
    keys.destroy("vault_tests.worker", worker.pk)
    assert keys.opened([Entry.objects.get(object_id=other.pk).changes])[0]["full_name"] == [None, "นางอื่น"]


def test_rotation_brings_everything_under_the_new_key(worker, settings):
    old = settings.VAULT_KEYS
    settings.VAULT_KEYS = ["a-new-key-for-the-vault-of-32-letters", *old]
    assert Worker.objects.get(found_by(Worker, "id_lookup", NUMBER)) == worker
    assert rotate([Worker]) == {"platform_person_key": 1, "vault_tests_worker": 1}
    settings.VAULT_KEYS = settings.VAULT_KEYS[:1]
    assert Worker.objects.get(found_by(Worker, "id_lookup", NUMBER)).id_number == NUMBER
    assert keys.opened([Entry.objects.get().changes])[0]["id_number"] == [None, NUMBER]
    settings.VAULT_KEYS = old
    with pytest.raises(ring.InvalidToken):
        Worker.objects.get()


def test_reveal_asks_why_and_is_journalled_without_the_value(worker):
    for bad in (
        Show(target_id=worker.pk, fields=("id_number",)),
        Show(target_id=worker.pk, fields=(), reason="ตรวจสอบสิทธิ"),
    ):
        with pytest.raises(RuleBroken):
            perform(Someone(), bad)
    with pytest.raises(RuleBroken):
        perform(Someone(), Show(target_id=worker.pk, fields=("town",), reason="ตรวจสอบสิทธิ"))
    show = Show(target_id=worker.pk, fields=("id_number",), reason="ตรวจสอบสิทธิประโยชน์")
    perform(Someone(), show)
    assert show.values == {"id_number": NUMBER}
    entry = Entry.objects.latest("pk")
    assert entry.changes == {"revealed": [None, ["id_number"]]}
    assert entry.reason == "ตรวจสอบสิทธิประโยชน์"
    assert NUMBER not in repr(show)


def test_an_undeclared_encrypted_column_is_an_error():
    class Careless(models.Model):
        secret = EncryptedField()

        class Meta:
            app_label = "vault_tests_careless"

    assert [error.id for error in Careless._meta.get_field("secret").check()] == ["prasan.E001"]


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        ("สมชาย ใจดี", "name", "ส••• ใจ•••"),
        ("เกศ", "name", "เก•••"),
        ("1101700230708", "id_number", "•••••••••0708"),
        ("081-234-5678", "phone", "•••••••678"),
        ("123", "phone", "••••"),
        ("somchai@example.go.th", "email", "s•••@example.go.th"),
        ("บ้านเลขที่ 1", "address", "••••"),
        ("", "name", ""),
    ],
)
def test_masks(value, kind, shown):
    assert mask.masked(value, kind) == shown
