"""docs/security-and-law.md says what the code does: tables, clearances, limits."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps
from django.conf import settings

from prasan.directory.roles import CLEARANCE, Classification, Role

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "security-and-law.md").read_text(encoding="utf-8")
ENGLISH = {
    Role.MINISTER: "minister",
    Role.PERMANENT_SECRETARY: "permanent secretary",
    Role.DEPUTY: "deputies",
    Role.INSPECTOR: "inspectors",
    Role.SECRETARY: "executive's secretary",
    Role.DIRECTOR_GENERAL: "director-general",
    Role.DUTY_OFFICER: "duty officer",
    Role.PLO: "provincial labour officer",
    Role.POLICY_OWNER: "policy owner",
}


def row(word):
    (found,) = [line for line in PAGE.splitlines() if line.startswith(f"| {word} |")]
    return found


def test_tables_that_it_names_exist():
    named = set(re.findall(r"`((?:directory|platform)_\w+)`", PAGE))
    assert len(named) >= 4
    assert named <= {model._meta.db_table for model in apps.get_models()}


def test_every_table_of_staff_data_is_named():
    """A new model with declared personal columns must be told of here."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("prasan.")]
    holding = {model._meta.db_table for model in ours if getattr(model, "personal", {})}
    assert {table for table in holding if f"`{table}`" not in PAGE} == set()


def test_clearances_are_those_of_the_code():
    top = {role for role, level in CLEARANCE.items() if level == Classification.VERY_SECRET}
    for role in top - {Role.AUDITOR}:
        assert ENGLISH[role] in row("ลับมาก")
    for role in set(CLEARANCE) - top:
        assert ENGLISH[role] in row("ลับ")
        assert ENGLISH[role] not in row("ลับมาก")


def test_the_highest_class_does_not_exist():
    assert {int(one) for one in Classification} == {0, 1, 2}
    assert "refused" in row("ลับที่สุด")


def test_numbers_of_sign_in_are_those_of_the_settings():
    lengths = [one for one in settings.AUTH_PASSWORD_VALIDATORS if "MinimumLength" in one["NAME"]]
    assert f"Passwords of {lengths[0]['OPTIONS']['min_length']} letters" in PAGE
    assert settings.ACCOUNT_RATE_LIMITS["login_failed"] == "10/m/ip,5/5m/key"
    assert "Ten wrong tries a minute from one address, or five in five minutes" in PAGE
