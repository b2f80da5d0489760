"""The site's keys are changed while people are entered and changed: nothing is lost, nothing stays under the old."""

from __future__ import annotations

import threading

import pytest
from django.apps import apps
from django.db import connection

from prasan.platform.commands import SYSTEM, perform
from prasan.platform.journal.models import Entry
from prasan.platform.vault import ring
from prasan.platform.vault.fields import EncryptedField, LookupField, found_by
from prasan.platform.vault.keys import opened
from prasan.platform.vault.models import PersonKey
from prasan.platform.vault.rotate import rotate
from prasan.referrals.commands import OpenCase
from prasan.referrals.models import Case
from prasan.registers.commands import ChangeWorker, CheckPerson, LinkLine, RegisterWorker
from prasan.registers.commands.worker_checks import MOST_LOOKS, look_for
from prasan.registers.models import PersonCheck, Worker
from prasan.registers.workers.facts import settled
from tests.referrals import ground
from tests.registers.workers.people import thai_id

EACH = 12
assert 2 * EACH < MOST_LOOKS


def account(number):
    """A LINE account, another for each number."""
    return f"U{int(number):032x}"


def enter(actor, names, ends):
    """Enter people with a case each, and change each once; what went wrong is kept."""
    try:
        for name, number in names:
            told = {"given_name": name, "family_name": "ทดลอง", "id_number": number}
            look = look_for(actor, told)
            command = RegisterWorker(told=told, check_id=look.target_id, notice_version="1", apart=True)
            worker = perform(actor, command)
            perform(actor, OpenCase(worker_id=worker.pk, need=f"เรื่องของ{name}"))
            perform(actor, ChangeWorker(target_id=worker.pk, told={"phone": f"08{number[-9:-1]}"}))
            perform(SYSTEM, LinkLine(target_id=worker.pk, line_id=account(number)))
    except BaseException as error:
        ends.append(error)
    finally:
        connection.close()


def sealed_by_the_old(old):
    """Return every column that still holds something under the old key."""
    found = []
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if isinstance(column, EncryptedField):
                with connection.cursor() as cursor:
                    cursor.execute(f'SELECT "{column.column}" FROM "{model._meta.db_table}"')
                    values = [row[0] for row in cursor.fetchall() if row[0]]
                found += [(model._meta.label, column.name) for value in values if not _opens(value)]
    return found


def _opens(value):
    try:
        ring.decrypt(value)
    except ring.InvalidToken:
        return False
    return True


@pytest.mark.django_db(transaction=True)
def test_keys_change_while_people_are_entered_and_nothing_is_lost(settings):
    old = settings.VAULT_KEYS[0]
    with ground.at(ground.MONDAY):
        g = ground.build()
        people = [[(f"สมมติ{who}{n}", thai_id()) for n in range(EACH)] for who in range(2)]
        ends: list[BaseException] = []
        writers = [
            threading.Thread(target=enter, args=(g.actors[who], some, ends))
            for who, some in zip(("counter", "doe"), people, strict=True)
        ]
        for one in writers:
            one.start()
        settings.VAULT_KEYS = ["a key for this test", old]
        rounds = 0
        while any(one.is_alive() for one in writers) or not rounds:
            rotate()
            rounds += 1
        rotate()
        assert ends == []
        settings.VAULT_KEYS = settings.VAULT_KEYS[:1]
        assert sealed_by_the_old(old) == []
        assert Worker.objects.count() == Case.objects.count() == 2 * EACH
        for name, number in [one for some in people for one in some]:
            found = CheckPerson(values=settled({"given_name": "ใครก็ได้", "id_number": number}))
            PersonCheck.objects.all().delete()
            perform(g.actors["plo-80"], found)
            (likeness,) = [one for one in found.answers if one.proven]
            worker = Worker.objects.get(pk=likeness.number)
            assert Worker.objects.get(found_by(Worker, "line_key", account(number))) == worker
            assert worker.line_id == account(number)
            assert (worker.given_name, worker.phone) == (name, f"08{number[-9:-1]}")
            assert Case.objects.get(worker=worker).need == f"เรื่องของ{name}"
        for column in (c for c in Worker._meta.concrete_fields if isinstance(c, LookupField)):
            for row in Worker.objects.all():
                assert getattr(row, column.name) == column.hashed(getattr(row, column.of))
        lines = opened(list(Entry.objects.filter(verb="registers.register_worker").values_list("changes", flat=True)))
        assert sum("สมมติ" in str(one) for one in lines) == 2 * EACH
        assert PersonKey.objects.exists()
