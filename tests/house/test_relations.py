"""Foreign keys follow the floors, which the import linter cannot see."""

from __future__ import annotations

from django.apps import apps

from tests.house import rules


def our_relations() -> list[tuple[str, str, str]]:
    found = []
    for model in apps.get_models():
        if not model.__module__.startswith("prasan."):
            continue
        for field in [*model._meta.get_fields()]:
            if field.is_relation and field.concrete and field.related_model is not None:
                room = model.__module__.split(".")[1]
                target = field.related_model.__module__
                if target.startswith("prasan."):
                    found.append((room, f"{model.__name__}.{field.name}", target.split(".")[1]))
    return found


def test_relations_point_to_the_same_or_a_lower_floor():
    relations = our_relations()
    assert len(relations) > 15
    assert rules.relations_going_up(relations) == []


def test_a_relation_that_goes_up_or_sideways_is_found():
    assert rules.relations_going_up([("directory", "Area.policy", "registers")])
    assert rules.relations_going_up([("progress", "Report.plan", "plans")])
    assert rules.relations_going_up([("progress", "Report.office", "directory")]) == []


def test_generic_foreign_keys_are_not_used():
    fields = [f for m in apps.get_models() if m.__module__.startswith("prasan.") for f in m._meta.private_fields]
    assert fields == []
