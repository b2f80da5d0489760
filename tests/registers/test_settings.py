"""Rules of reporting: defaults, what the ministry set, and values that no longer fit."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prasan.kernel.status import Thresholds
from prasan.registers import settings
from prasan.registers.models import Setting

pytestmark = pytest.mark.django_db


def test_defaults_are_those_of_the_published_rule():
    rules = settings.current()
    assert rules.thresholds == Thresholds(late_from=60, very_late_above=150, minimum_path=17)
    assert (rules["report-due-day"], rules["report-lock-days"]) == (5, 92)


def test_what_the_ministry_set_holds_and_is_read_by_one_query():
    Setting.objects.create(code="report-due-day", value=10)
    with CaptureQueriesContext(connection) as queries:
        assert settings.current()["report-due-day"] == 10
    assert len(queries) == 1


@pytest.mark.parametrize("value", [0, 99, "5", [], 5.5, True])
def test_a_value_that_does_not_fit_is_not_used(value):
    Setting.objects.create(code="report-due-day", value=value)
    assert settings.current()["report-due-day"] == 5


def test_very_late_never_stands_below_late():
    Setting.objects.create(code="status-late-from", value=200)
    assert settings.current().thresholds.very_late_above == 200


def test_an_unknown_rule_is_a_bug():
    with pytest.raises(KeyError):
        settings.current()["no-such-rule"]
