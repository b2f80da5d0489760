"""Every personal-data column is classified by its model."""

from __future__ import annotations

from django.apps import apps

from tests.house import rules


def test_personal_columns_are_classified():
    models = [m for m in apps.get_models() if m.__module__.startswith("prasan.")]
    columns = [(m._meta.label, f.name) for m in models for f in m._meta.concrete_fields if not f.is_relation]
    declared = {m._meta.label: getattr(m, "personal", {}) for m in models}
    assert any(declared.values())
    assert rules.unclassified(columns, declared) == []


def test_classified_columns_exist():
    for model in apps.get_models():
        names = {f.name for f in model._meta.concrete_fields}
        assert set(getattr(model, "personal", {})) <= names, model


def test_an_unclassified_column_is_found():
    assert rules.unclassified([("referrals.Case", "phone"), ("referrals.Case", "id_number")], {}) != []
    assert rules.unclassified([("referrals.Case", "phone")], {"referrals.Case": {"phone": "contact"}}) == []
    assert rules.unclassified([("registers.Policy", "number")], {}) == []
