"""The small province of the report tests serves here too; the service directory stands on the small ministry."""

from types import SimpleNamespace

import pytest

from prasan.platform.commands import SYSTEM, perform
from prasan.registers.commands import AddTemplate, PutInForce
from prasan.registers.models import Paper, ServiceTemplate
from tests.house import world as house
from tests.progress import ground


@pytest.fixture
def g(db):
    return ground.build()


TOLD = {
    "code": "job-placement", "agency_id": "DOE", "name_th": "จัดหางานในประเทศ", "name_en": "Job placement", "fee": 0,
    "days": 1, "who": ["job_seeker"], "age_from": 15, "papers": ["id-card"], "source": "ทดสอบ",
}  # fmt: skip


@pytest.fixture
def w(db):
    """Return the small ministry with a national service of the employment department, in force."""
    Paper.objects.create(code="id-card", name_th="บัตรประจำตัวประชาชน")
    Paper.objects.create(code="photo", name_th="รูปถ่าย")
    world = house.build()
    template = perform(SYSTEM, AddTemplate(values=dict(TOLD)))
    perform(SYSTEM, PutInForce(target_id=template.pk))
    return SimpleNamespace(
        world=world, template=ServiceTemplate.objects.get(), centre=world.actors["department-officer", "department"],
        officer=world.actors["agency-officer", "own"], twin=world.actors["agency-officer", "twin"],
        plo=world.actors["plo", "lead"],
    )  # fmt: skip
