"""Who fits a service's coded conditions: one that fails decides, one that nobody told leaves it open."""

import pytest

from prasan.kernel.services import Asker, Conditions
from prasan.kernel.services.conditions import fit


def of(*who, sections=(), ages=(None, None), nationality=""):
    return Conditions(frozenset(who), frozenset(sections), *ages, nationality)


SECTION_40 = of("informal", sections=("none",), ages=(15, 65), nationality="thai")


def told(*who, section=None, age=None, nationality=None):
    return Asker(frozenset(who) or None, section, age, nationality)


@pytest.mark.parametrize(
    ("conditions", "asker", "answer", "why"),
    [
        (of(), told(), "yes", ()),
        (SECTION_40, told("vendor", section="none", age=40, nationality="thai"), "yes", ()),
        (SECTION_40, told("vendor", section="none", age=65, nationality="thai"), "yes", ()),
        (SECTION_40, told("vendor", section="none", age=66, nationality="thai"), "no", ("age",)),
        (SECTION_40, told("vendor", section="none", age=14, nationality="thai"), "no", ("age",)),
        (SECTION_40, told("vendor", section="33", age=40, nationality="thai"), "no", ("section",)),
        (SECTION_40, told("employee", section="none", age=40, nationality="foreign"), "no", ("who", "nationality")),
        (SECTION_40, told("vendor", age=40), "perhaps", ("section", "nationality")),
        (SECTION_40, told("vendor", age=70), "no", ("age",)),
        (of("home_worker"), told("informal"), "no", ("who",)),
        (of("home_worker", "rider"), told("rider", "employee"), "yes", ()),
        (of(sections=("40",)), told(section="40-2"), "yes", ()),
        (of(sections=("40-2",)), told(section="40"), "no", ("section",)),
        (of(ages=(60, None)), told(age=90), "yes", ()),
    ],
)
def test_who_fits(conditions, asker, answer, why):
    found = fit(conditions, asker)
    assert found.answer == answer
    assert (found.unknown if answer == "perhaps" else found.failed) == why


def test_every_condition_is_told_once():
    found = fit(SECTION_40, told("rider", section="33", age=40))
    assert (found.met, found.failed, found.unknown) == (("who", "age"), ("section",), ("nationality",))
