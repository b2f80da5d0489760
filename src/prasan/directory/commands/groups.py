"""Verbs about groups of provinces and about boundaries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, AreaGroup, GroupKind, Membership
from prasan.directory.policy import can_regroup, only_administrator
from prasan.platform.commands import Command, Create, RuleBroken, perform

NOT_A_MEMBER = _("จังหวัดแกนต้องเป็นสมาชิกของกลุ่มจังหวัดในวันนั้น")


@dataclass(kw_only=True)
class AddGroup(Create[AreaGroup]):
    """Begin a group of provinces with its members from a day on."""

    name = "directory.add_group"
    verb = _("ตั้งเขตหรือกลุ่มจังหวัด")
    model = AreaGroup
    allowed = can_regroup

    kind: str
    number: int
    name_th: str
    name_en: str = ""
    order_no: str
    start: dt.date
    provinces: list[int] = field(default_factory=list)
    lead: int | None = None
    source: str = ""

    def build(self, actor: Any) -> AreaGroup:
        """Return the group."""
        return AreaGroup(
            kind=self.kind, number=self.number, name_th=self.name_th, name_en=self.name_en,
            order_no=self.order_no, source=self.source,
        )  # fmt: skip

    def check(self, actor: Any, subject: AreaGroup) -> None:
        """Refuse a number twice in one order, and members that are no provinces."""
        if AreaGroup.objects.filter(kind=self.kind, number=self.number, order_no=self.order_no).exists():
            raise RuleBroken(_("คำสั่งนี้มีเขตหรือกลุ่มเลขที่ %(n)s อยู่แล้ว") % {"n": self.number}, field="groups")
        if Area.objects.provinces().filter(pk__in=self.provinces).count() != len(set(self.provinces)):
            raise RuleBroken(_("เขตหรือกลุ่มเลขที่ %(n)s มีพื้นที่ที่ไม่ใช่จังหวัด") % {"n": self.number}, field="groups")
        if self.lead is not None and self.lead not in self.provinces:
            raise RuleBroken(NOT_A_MEMBER, field="groups")

    def handle(self, actor: Any, subject: AreaGroup) -> AreaGroup:
        """Save the group and its members."""
        subject.save(force_insert=True)
        Membership.objects.bulk_create(
            Membership(group=subject, area_id=one, valid_from=self.start, leads=one == self.lead, source=self.source)
            for one in sorted(set(self.provinces))
        )
        self.details["provinces"] = [None, sorted(set(self.provinces))]
        return subject


@dataclass(kw_only=True)
class SetGroupLead(Command[AreaGroup]):
    """Name the lead province of a group (จังหวัดแกน) from a day on; who led before is kept with its days."""

    name = "directory.set_group_lead"
    verb = _("กำหนดจังหวัดแกนของ")
    model = AreaGroup
    allowed = can_regroup

    area_id: int
    start: dt.date

    def check(self, actor: Any, subject: AreaGroup) -> None:
        """Refuse a province that is no member on that day."""
        if not subject.memberships.on(self.start).filter(area_id=self.area_id).exists():
            raise RuleBroken(NOT_A_MEMBER, field="area")

    def handle(self, actor: Any, subject: AreaGroup) -> AreaGroup:
        """End the rows of the old lead and of the new one the day before, and begin both anew."""
        rows: Any = subject.memberships
        before = None
        for row in rows.on(self.start).order_by("-leads", "pk").select_for_update():  # the old lead steps down first
            leads = row.area_id == self.area_id
            if row.leads:
                before = row.area_id
            if row.leads == leads:
                continue
            if row.valid_from is not None and row.valid_from >= self.start:
                rows.filter(pk=row.pk).update(leads=leads)
                continue
            rows.filter(pk=row.pk).update(valid_to=self.start - dt.timedelta(days=1))
            rows.create(
                area_id=row.area_id, valid_from=self.start, valid_to=row.valid_to, leads=leads, source=row.source
            )
        self.details["lead"] = [before, self.area_id]
        return subject


@dataclass(kw_only=True)
class ApplyRegroupingOrder(Create[AreaGroup]):
    """Redraw all groups of a kind: every membership ends the day before, the new ones start on the day.

    Parameters: `groups`, [{"number", "name_th", "name_en", "provinces": [area numbers]}]. The journal
    entry stands at the order's first group.
    """

    name = "directory.apply_regrouping_order"
    verb = _("จัดเขตหรือกลุ่มจังหวัดใหม่ตามคำสั่ง")
    model = AreaGroup
    allowed = can_regroup

    kind: str
    order_no: str
    effective: dt.date
    groups: list[dict[str, Any]] = field(default_factory=list)
    source: str = ""

    def build(self, actor: Any) -> AreaGroup:
        """Return the first group, for the policy to judge."""
        return AreaGroup(kind=self.kind, number=0, order_no=self.order_no)

    def check(self, actor: Any, subject: AreaGroup) -> None:
        """Refuse an order without number, a province in two groups, and one older than the last order."""
        if self.kind not in GroupKind.values:
            raise RuleBroken(_("ไม่มีการจัดกลุ่มชนิดนี้"), field="kind")
        if not self.order_no.strip() or not self.groups:
            raise RuleBroken(_("คำสั่งต้องมีเลขที่ และมีอย่างน้อยหนึ่งเขตหรือกลุ่ม"), field="order_no")
        members = [one for group in self.groups for one in group["provinces"]]
        twice = {one for one in members if members.count(one) > 1}
        if twice:
            names = ", ".join(Area.objects.filter(pk__in=twice).values_list("name_th", flat=True))
            raise RuleBroken(_("จังหวัดอยู่ในมากกว่าหนึ่งเขตหรือกลุ่ม: %(names)s") % {"names": names}, field="groups")
        if Membership.objects.filter(group__kind=self.kind, valid_from__gte=self.effective).exists():
            raise RuleBroken(_("มีคำสั่งที่มีผลในวันนี้หรือหลังจากนี้อยู่แล้ว"), field="effective")

    def handle(self, actor: Any, subject: AreaGroup) -> AreaGroup:
        """End what holds, then begin each group."""
        last_day = self.effective - dt.timedelta(days=1)
        holding = Membership.objects.filter(Q(valid_to=None) | Q(valid_to__gt=last_day), group__kind=self.kind)
        ended = holding.update(valid_to=last_day)
        made = [
            perform(
                actor,
                AddGroup(
                    kind=self.kind, number=int(group["number"]), name_th=group["name_th"],
                    name_en=group.get("name_en", ""), order_no=self.order_no, start=self.effective,
                    provinces=list(group["provinces"]), lead=group.get("lead"), source=self.source,
                ),
            )
            for group in self.groups
        ]  # fmt: skip
        self.details |= {"ended": [None, ended], "effective": [None, self.effective.isoformat()]}
        return made[0]


@dataclass(kw_only=True)
class SetBoundary(Command[Area]):
    """Set the boundary of an area: a GeoJSON geometry of the ministry's own source."""

    name = "directory.set_boundary"
    verb = _("กำหนดแนวเขตของ")
    model = Area
    allowed = only_administrator

    geometry: dict[str, Any]
    points: int = 0

    def handle(self, actor: Any, subject: Area) -> Area:
        """Save; the journal keeps the number of points, not the shape."""
        self.details["boundary_points"] = [None, self.points]
        subject.boundary = self.geometry
        subject.save(update_fields=["boundary"])
        return subject
