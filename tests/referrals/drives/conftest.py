"""The small ministry with a district, on a Monday morning."""

import pytest

from tests.referrals import ground as referrals
from tests.referrals.drives import ground


@pytest.fixture
def g(db):
    with referrals.at(referrals.MONDAY):
        yield ground.build()
