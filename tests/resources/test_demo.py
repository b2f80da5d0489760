"""The demo of shared resources: things, loans, a joint day, needs that can and cannot be met."""

import pytest

from prasan.packs.demo import resources
from prasan.resources.models import Booking, Contribution, JointActivity, Need, Posting, Resource
from prasan.resources.suggesting import suggest

pytestmark = pytest.mark.django_db


def test_the_demo_is_written_once_and_leaves_out_offices_that_are_not_there(m):
    assert resources.load() == 5  # things of DOE-92, OPS-92, OPS-80 and DOE-80; the others are not there
    assert resources.load() == 0


def test_the_demo_of_the_whole_ministry(pack_offices):
    m = pack_offices
    assert resources.load() == len(resources.THINGS)
    assert Booking.objects.count() == len(resources.LOANS)
    assert Posting.objects.filter(kind="charge").count() == 1
    assert (JointActivity.objects.count(), Contribution.objects.count()) == (1, len(resources.BROUGHT))
    assert Need.objects.count() == len(resources.NEEDS)
    found = suggest(m.plo, m.world.areas["80"])
    assert {one.why for one in found.plan.unmet} >= {"seats"}
    assert found.plan.proven
    assert Resource.objects.exclude(grams=[]).count() == len(resources.THINGS)


@pytest.fixture
def pack_offices(m):
    """Add the offices that the demo names."""
    from prasan.directory.models import Agency, Area, Office

    Area.objects.create(id=930_000, last=939_999, code="93", kind="province", name_th="พัทลุง", name_en="Phatthalung")
    areas = dict(Area.objects.values_list("code", "pk"))
    codes = {row[0] for row in resources.THINGS} | {row[1] for row in resources.LOANS}
    codes |= {row[0] for row in resources.BROUGHT + resources.NEEDS}
    known = set(Office.objects.values_list("code", flat=True))
    for code in sorted(codes - known):
        agency, _dash, province = code.partition("-")
        assert Agency.objects.filter(pk=agency).exists()
        Office.objects.create(
            code=code, kind="provincial", agency_id=agency, area_id=areas[province], name_th=code,
            leads_province=agency == "OPS",
        )  # fmt: skip
    return m
