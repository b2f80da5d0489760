"""A model with personal data that only these tests know; its table is made beside the product's."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db import connection, models

from prasan.platform.commands import Command, Create
from prasan.platform.commands.many import CreateMany, InSets, Many, words
from prasan.platform.vault.fields import EncryptedField, LookupField
from prasan.platform.vault.reveal import Reveal
from tests.platform.commands.verbs import unlisted


class AllRows(models.QuerySet):
    def visible_to(self, actor):
        return self


class Worker(models.Model):
    """A person of the tests."""

    full_name = models.CharField(max_length=100)
    id_number = EncryptedField(default="")
    id_lookup = LookupField(of="id_number", normalise="tests.platform.vault.conftest.digits")
    town = models.CharField(max_length=50, default="")

    objects = AllRows.as_manager()
    personal = {"full_name": "name", "id_number": "id_number"}
    in_sets = InSets(label=words("คนงาน ", models.F("pk")))

    class Meta:
        app_label = "vault_tests"
        db_table = "vault_tests_worker"

    def __str__(self):
        return f"คนงาน {self.pk}"


def digits(value):
    return "".join(letter for letter in value if letter.isdigit())


def anybody(actor, subject):
    return None


@unlisted
@dataclass(kw_only=True)
class Enrol(CreateMany, Create[Worker]):
    name, verb, model, allowed = "test.enrol", "ขึ้นทะเบียน", Worker, anybody
    full_name: str = ""
    id_number: str = ""
    town: str = ""

    def build(self, actor):
        return Worker(full_name=self.full_name, id_number=self.id_number, town=self.town)

    @classmethod
    def many_allowed(cls, actor):
        return []


@unlisted
@dataclass(kw_only=True)
class Correct(Many, Command[Worker]):
    name, verb, model, allowed = "test.correct", "แก้ไข", Worker, anybody
    id_number: str = ""
    town: str = ""

    def handle(self, actor, subject):
        subject.id_number, subject.town = self.id_number, self.town
        subject.save()
        return subject

    @classmethod
    def many_allowed(cls, actor):
        return []


@unlisted
@dataclass(kw_only=True)
class Show(Reveal[Worker]):
    name, verb, model, allowed = "test.show", "เปิดดู", Worker, anybody


@pytest.fixture(scope="session")
def _worker_table(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS vault_tests_worker")
        with connection.schema_editor() as editor:
            editor.create_model(Worker)
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.delete_model(Worker)


@pytest.fixture
def table(_worker_table, db):
    return Worker
