"""`prasan user add`: whole or not at all, with the same rules as in the browser."""

from __future__ import annotations

import datetime as dt
import io
import json

import pytest
from django.utils import timezone

from prasan.config.cli import build_parser, commands
from prasan.directory.models import Area, Office, Person, Seat
from prasan.platform.journal.models import Entry

ADMIN = ["--username", "root-admin", "--given-name", "สมหญิง", "--role", "administrator", "--office", "OPS"]
PASSWORD = "ทดสอบ-prasan-2569"


@pytest.fixture
def office(db):
    nation = Area.objects.create(id=1, kind=Area.Kind.NATION, code="TH", name_th="ไทย", name_en="Thailand", last=1)
    return Office.objects.create(code="OPS", kind=Office.Kind.DEPARTMENT, area=nation, name_th="สป.", name_en="OPS")


def call(monkeypatch, *words, typed=""):
    asked = build_parser(commands()).parse_args(["user", "add", *words])
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    return asked._cli.run(asked)


def test_the_first_administrator_signs_in_for_a_year(office, monkeypatch, capsys):
    code = call(monkeypatch, *ADMIN, "--reason", "ติดตั้งระบบ", "--password-stdin", "--json", typed=PASSWORD + "\n")
    assert code == 0, capsys.readouterr()
    seat = Seat.objects.select_related("person").get()
    assert seat.person.check_password(PASSWORD)
    assert (seat.role, seat.office_id, seat.reason) == ("administrator", office.pk, "ติดตั้งระบบ")
    assert seat.end == timezone.localdate() + dt.timedelta(days=365)
    assert json.loads(capsys.readouterr().out)["username"] == "root-admin"
    assert set(Entry.objects.values_list("verb", flat=True)) == {"directory.add_person", "directory.give_seat"}


@pytest.mark.parametrize(
    ("words", "typed", "code"),
    [
        (["--password-stdin"], PASSWORD, 1),  # an administrator without a reason
        (["--reason", "ติดตั้งระบบ", "--password-stdin"], "password", 1),
        (["--reason", "ติดตั้งระบบ", "--password-stdin", "--end", "2001-01-01"], PASSWORD, 1),
        (["--reason", "ติดตั้งระบบ", "--password-stdin", "--office", "NONE"], PASSWORD, 1),
        (["--reason", "ติดตั้งระบบ", "--password-stdin", "--role", "king"], PASSWORD, 1),
        (["--reason", "ติดตั้งระบบ", "--invite"], "", 1),  # no address
        (["--reason", "ติดตั้งระบบ"], "", 2),
    ],
)
def test_what_breaks_a_rule_leaves_nothing_behind(office, monkeypatch, words, typed, code):
    assert call(monkeypatch, *ADMIN, *words, typed=typed + "\n") == code
    assert not Person.objects.exists()
    assert not Seat.objects.exists()


def test_an_invitation_goes_by_mail_and_sets_no_password(office, monkeypatch):
    words = [*ADMIN, "--reason", "ติดตั้งระบบ", "--email", "somying@example.invalid", "--invite"]
    assert call(monkeypatch, *words) == 0
    assert not Person.objects.get().has_usable_password()
