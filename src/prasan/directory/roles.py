"""Roles (บทบาท) that a seat can carry: what each is called and how far it reads.

Which verbs a role may do stands in each room's policy.py, and the whole as one generated table in
docs/permissions.md.
"""

from __future__ import annotations

from enum import Enum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The roles of the ministry's centre."""

    MINISTER = "minister", _("รัฐมนตรีว่าการกระทรวงแรงงาน")
    PERMANENT_SECRETARY = "permanent-secretary", _("ปลัดกระทรวงแรงงาน")
    DEPUTY = "deputy", _("รองปลัดกระทรวงแรงงาน")
    INSPECTOR = "inspector", _("ผู้ตรวจราชการกระทรวง")
    SECRETARY = "executive-secretary", _("เลขานุการผู้บริหาร")
    DIRECTOR_GENERAL = "director-general", _("อธิบดี")
    DEPARTMENT_OFFICER = "department-officer", _("เจ้าหน้าที่กรม")
    SPOKESPERSON = "spokesperson", _("โฆษกกระทรวง")
    DUTY_OFFICER = "duty-officer", _("เจ้าหน้าที่เวรศูนย์ปฏิบัติการ")
    POLICY_OWNER = "policy-owner", _("ผู้รับผิดชอบนโยบาย")
    PLO = "plo", _("แรงงานจังหวัด")
    AGENCY_HEAD = "agency-head", _("หัวหน้าหน่วยงานในจังหวัด")
    AGENCY_OFFICER = "agency-officer", _("เจ้าหน้าที่หน่วยงาน")
    COUNTER_OFFICER = "counter-officer", _("เจ้าหน้าที่ศูนย์บริการร่วม")
    COUNSELLOR = "counsellor", _("อัครราชทูตที่ปรึกษา (ฝ่ายแรงงาน)")
    VOLUNTEER_COORDINATOR = "volunteer-coordinator", _("ผู้ประสานงานอาสาสมัครแรงงาน")
    PARTNER = "partner", _("ภาคีเครือข่าย")
    GOVERNOR = "governor", _("ผู้ว่าราชการจังหวัด")
    DPO = "dpo", _("เจ้าหน้าที่คุ้มครองข้อมูลส่วนบุคคล")
    AUDITOR = "auditor", _("ผู้ตรวจสอบภายใน")
    ADMINISTRATOR = "administrator", _("ผู้ดูแลระบบ")
    USER_ADMINISTRATOR = "user-administrator", _("ผู้ดูแลบัญชีผู้ใช้")


class Reach(Enum):
    """How far a seat reads."""

    NATION = "nation"
    """everything of the domain, subject to class"""
    AGENCY = "agency"
    """the offices of one department, everywhere"""
    AREAS = "areas"
    """a set of areas: the seat's regions, else the office's own area"""
    OFFICE = "office"
    """the office itself"""
    NOTHING = "nothing"
    """no domain data at all (administration of accounts)"""


REACH: dict[Role, Reach] = {
    Role.MINISTER: Reach.NATION,
    Role.PERMANENT_SECRETARY: Reach.NATION,
    Role.DEPUTY: Reach.AREAS,
    Role.INSPECTOR: Reach.AREAS,
    Role.SECRETARY: Reach.NATION,
    Role.DIRECTOR_GENERAL: Reach.AGENCY,
    Role.DEPARTMENT_OFFICER: Reach.AGENCY,
    Role.SPOKESPERSON: Reach.NATION,
    Role.DUTY_OFFICER: Reach.NATION,
    Role.POLICY_OWNER: Reach.NATION,
    Role.PLO: Reach.AREAS,
    Role.AGENCY_HEAD: Reach.OFFICE,
    Role.AGENCY_OFFICER: Reach.OFFICE,
    Role.COUNTER_OFFICER: Reach.OFFICE,
    Role.COUNSELLOR: Reach.OFFICE,
    Role.VOLUNTEER_COORDINATOR: Reach.OFFICE,
    Role.PARTNER: Reach.OFFICE,
    Role.GOVERNOR: Reach.AREAS,
    Role.DPO: Reach.NATION,
    Role.AUDITOR: Reach.NATION,
    Role.ADMINISTRATOR: Reach.NOTHING,
    Role.USER_ADMINISTRATOR: Reach.NOTHING,
}

MASKED = frozenset({Role.AUDITOR})
"""Roles that read all records with personal and classified fields masked."""

EXECUTIVES = frozenset({Role.MINISTER, Role.PERMANENT_SECRETARY, Role.DEPUTY, Role.INSPECTOR})
CENTRE = frozenset({Role.DUTY_OFFICER, Role.POLICY_OWNER})

TIME_LIMITED = frozenset({Role.ADMINISTRATOR})
"""Roles whose seat must have an end and a reason."""


class Classification(models.IntegerChoices):
    """Confidentiality classes (ชั้นความลับ); ลับที่สุด is refused: it may not stand in this system."""

    NORMAL = 0, _("ปกติ")
    SECRET = 1, _("ลับ")
    VERY_SECRET = 2, _("ลับมาก")


CLEARANCE: dict[Role, Classification] = {
    Role.MINISTER: Classification.VERY_SECRET,
    Role.PERMANENT_SECRETARY: Classification.VERY_SECRET,
    Role.DEPUTY: Classification.VERY_SECRET,
    Role.INSPECTOR: Classification.SECRET,
    Role.SECRETARY: Classification.SECRET,
    Role.DIRECTOR_GENERAL: Classification.SECRET,
    Role.DUTY_OFFICER: Classification.SECRET,
    Role.POLICY_OWNER: Classification.SECRET,  # who writes a classified policy must be able to read it
    Role.PLO: Classification.SECRET,
    Role.AUDITOR: Classification.VERY_SECRET,  # reads the row, masked; the content needs a reveal
}

_CENTRAL = frozenset({"ministry", "department", "central"})
_LOCAL = frozenset({"provincial", "branch"})
PLACES: dict[Role, frozenset[str]] = {
    Role.MINISTER: _CENTRAL,
    Role.PERMANENT_SECRETARY: _CENTRAL,
    Role.DEPUTY: _CENTRAL,
    Role.INSPECTOR: _CENTRAL,
    Role.SECRETARY: _CENTRAL,
    Role.DIRECTOR_GENERAL: frozenset({"department"}),
    Role.DEPARTMENT_OFFICER: frozenset({"department"}),
    Role.SPOKESPERSON: _CENTRAL | {"centre"},
    Role.DUTY_OFFICER: _CENTRAL | {"centre"},
    Role.POLICY_OWNER: _CENTRAL | {"centre"},
    Role.PLO: frozenset({"provincial"}),
    Role.AGENCY_HEAD: _LOCAL,
    Role.AGENCY_OFFICER: _LOCAL | {"abroad"},
    Role.COUNTER_OFFICER: _LOCAL,
    Role.COUNSELLOR: frozenset({"abroad"}),
    Role.VOLUNTEER_COORDINATOR: _LOCAL | {"abroad"},
    Role.PARTNER: frozenset({"outside"}),
    Role.GOVERNOR: frozenset({"outside"}),
    Role.DPO: _CENTRAL,
    Role.AUDITOR: _CENTRAL,
    Role.ADMINISTRATOR: _CENTRAL | {"centre"},
    Role.USER_ADMINISTRATOR: _CENTRAL | {"provincial", "abroad"},
}
"""In which kinds of offices a role may be seated: a nation-wide role never hangs on a branch."""

ONE_HOLDER = frozenset(
    {
        Role.MINISTER,
        Role.PERMANENT_SECRETARY,
        Role.DIRECTOR_GENERAL,
        Role.PLO,
        Role.AGENCY_HEAD,
        Role.COUNSELLOR,
        Role.GOVERNOR,
    }
)
"""Roles of which an office has one holder at a time; others act in their stead by order."""

WITH_REGIONS = frozenset({Role.DEPUTY, Role.INSPECTOR})
"""Roles that read the provinces of their regions."""

LOCALLY_GIVEN = frozenset(
    role for role in Role if REACH[role] in {Reach.OFFICE, Reach.AREAS, Reach.AGENCY} and role not in WITH_REGIONS
)
"""Roles that a user administrator may give: none that reads beyond the offices they administer."""
