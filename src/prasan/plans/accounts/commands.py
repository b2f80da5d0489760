"""Verbs about accounting reports: keep a file that was read, load it, decide about a row, edit column maps."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.plans.accounts import policy as may
from prasan.plans.accounts.matching import Matcher, settle
from prasan.plans.accounts.reading import FIELDS, NEEDED, TOTALS, Read, read
from prasan.plans.models import AccountLine, AccountMap, AccountMatch, AccountReport, SentFile
from prasan.platform.commands import Command, Create, RuleBroken


def digest_of(content: bytes) -> str:
    """Return the fingerprint of a file."""
    return hashlib.sha256(content).hexdigest()


def must_be_new(digest: str) -> None:
    """Raise RuleBroken where this very file was loaded before: it changes nothing a second time."""
    known = AccountReport.objects.filter(digest=digest).first()
    if known is not None:
        words = {"period": known.period, "day": known.as_of.isoformat()}
        text = _("ไฟล์นี้นำเข้าแล้ว (งวด %(period)s ข้อมูล ณ %(day)s) จึงไม่เปลี่ยนอะไรอีก") % words
        raise RuleBroken(text, field="file")


@dataclass(kw_only=True)
class KeepAccounts(Create[SentFile]):
    """Read an accounting file and keep it until its preview is accepted.

    Parameters: `period`, fiscal year × 100 + fiscal month; `as_of`, the day of its figures; `map_id`, the column map.
    """

    name = "plans.keep_accounts"
    verb = gettext_lazy("ส่งรายงานการเบิกจ่ายเพื่อตรวจก่อนนำเข้า")
    model = SentFile
    allowed = may.can_send_report

    file_name: str
    content: bytes
    period: int
    as_of: dt.date | None
    map_id: int

    def build(self, actor: Any) -> SentFile:
        """Return the file, in the name of the one who sent it."""
        return SentFile(
            kind=SentFile.Kind.ACCOUNTS, file_name=self.file_name[:200], person_id=actor.person_id,
            digest=digest_of(self.content), content={},
        )  # fmt: skip

    def check(self, actor: Any, subject: SentFile) -> None:
        """Read it; a wrong month, a day to come, a file that was loaded or cannot be read are refused."""
        if not 2500 <= self.period // 100 <= 2700 or not 1 <= self.period % 100 <= 12:
            raise RuleBroken(_("โปรดเลือกปีงบประมาณและเดือน"), field="period")
        if self.as_of is None or self.as_of > timezone.localdate():
            raise RuleBroken(_("โปรดใส่วันที่ของข้อมูล และต้องไม่เป็นวันในอนาคต"), field="as_of")
        column_map = AccountMap.objects.filter(pk=self.map_id).first()
        if column_map is None:
            raise RuleBroken(_("โปรดเลือกผังคอลัมน์"), field="map")
        must_be_new(subject.digest)
        reach = may.reach(actor) or {}
        found = read(self.file_name, self.content, column_map.columns, reach)
        about = {"period": self.period, "as_of": self.as_of.isoformat(), "map": column_map.name, **reach}
        subject.content = found.as_json() | about | {"verified": column_map.verified}


@dataclass(kw_only=True)
class LoadAccounts(Command[SentFile]):
    """Load a kept report: its rows are matched, and the plans' money takes the sums of the newest report."""

    name = "plans.load_accounts"
    verb = gettext_lazy("นำเข้ารายงานการเบิกจ่าย")
    model = SentFile
    allowed = may.can_send_report

    made: Any = field(default=None, init=False, repr=False)

    def check(self, actor: Any, subject: SentFile) -> None:
        """Refuse a file that was loaded, or of which a cell cannot be read."""
        if subject.kind != SentFile.Kind.ACCOUNTS:
            raise RuleBroken(_("ไฟล์นี้ไม่ใช่รายงานการเบิกจ่าย"))
        must_be_new(subject.digest)
        if subject.content["bad"]:
            raise RuleBroken(_("ยังมีช่องที่อ่านไม่ได้ แก้ไฟล์แล้วส่งใหม่"))

    def handle(self, actor: Any, subject: SentFile) -> SentFile:
        """Write the report with all its rows, then settle what was matched."""
        kept, found = subject.content, Read.from_json(subject.content)
        reach = {"agency_id": kept["agency_id"], "area_id": kept["area_id"]}
        report = AccountReport.objects.create(
            period=kept["period"], as_of=dt.date.fromisoformat(kept["as_of"]), map_name=kept["map"],
            verified=kept["verified"], file_name=subject.file_name, digest=subject.digest, rows=len(found.rows),
            by_id=actor.person_id, at=timezone.now(), **reach, **{name: found.total(name) for name in TOTALS},
        )  # fmt: skip
        matcher = Matcher(report.period // 100, reach)
        lines = []
        for row in found.rows:
            money, how, aside = matcher.find(row.key, row.budget_code, row.office, row.source)
            lines.append(
                AccountLine(
                    report=report, where=row.where, key=row.key, budget_code=row.budget_code, source=row.source,
                    office_text=row.office_text, office_id=row.office, name_th=row.name_th, money_id=money, how=how,
                    aside=aside, **row.amounts,
                )
            )  # fmt: skip
        AccountLine.objects.bulk_create(lines, batch_size=1000)
        settled = settle([one.money_id for one in lines if one.money_id is not None], report)
        self.details |= {"rows": [None, len(lines)], "money": [None, settled]}
        subject.applied = timezone.now()
        subject.save(update_fields=["applied"])
        self.made = report
        return subject


@dataclass(kw_only=True)
class DecideAccount(Command[AccountReport]):
    """Say which money of a plan a row is, set it aside with a reason, or undo either; the next file remembers.

    Parameters: `line`; `money`, else `aside`; neither undoes. All rows of the report with the same key follow.
    """

    name = "plans.decide_account"
    verb = gettext_lazy("จับคู่แถวในรายงานการเบิกจ่าย")
    model = AccountReport
    allowed = may.can_keep_report

    line: int = 0
    money: int | None = None
    aside: str = ""

    def check(self, actor: Any, subject: AccountReport) -> None:
        """Refuse a row of another report, and money that lies outside of the report's reach and year."""
        line = subject.lines.filter(pk=self.line).first()
        if line is None:
            raise RuleBroken(_("ไม่พบแถวนี้ในรายงาน"), status=404)
        self._line = line
        if self.money is not None and self.aside.strip():
            raise RuleBroken(_("เลือกอย่างใดอย่างหนึ่ง: จับคู่กับเงินในแผน หรือพักไว้พร้อมเหตุผล"), field="aside")
        self._matcher = Matcher(subject.period // 100, {"agency_id": subject.agency_id, "area_id": subject.area_id})
        if self.money is not None and self.money not in self._matcher.by_pk:
            raise RuleBroken(_("เงินรายการนี้ไม่ได้อยู่ในแผนที่อนุมัติของปีและหน่วยงานในรายงาน"), field="money")

    def handle(self, actor: Any, subject: AccountReport) -> AccountReport:
        """Write it on every row of the key, remember it, settle the money that gained or lost."""
        rows = AccountLine.objects.filter(report=subject, key=self._line.key)
        touched = [pk for pk in rows.values_list("money_id", flat=True) if pk is not None]
        decided = self.money is not None or bool(self.aside.strip())
        aside = self.aside.strip()[:300]
        rows.update(money_id=self.money, aside=aside, how="hand" if decided else "")
        place: dict[str, Any] = {"fiscal_year": subject.period // 100, "key": self._line.key}
        told = {"money_id": self.money, "aside": aside, "by_id": actor.person_id, "at": timezone.now()}
        if decided:
            AccountMatch.objects.update_or_create(**place, defaults=told)
        else:
            AccountMatch.objects.filter(**place).delete()
        settle([*touched, *([self.money] if self.money is not None else [])], subject)
        after = self._matcher.by_pk[self.money].label if self.money is not None else aside or None
        self.details[f"row {self._line.where}"] = [None, after]
        return subject


@dataclass(kw_only=True)
class SaveAccountMap(Command[AccountMap]):
    """Change a column map of accounting files, or add one (no `target_id`)."""

    name = "plans.save_account_map"
    verb = gettext_lazy("แก้ผังคอลัมน์รายงานการเบิกจ่าย")
    model = AccountMap
    allowed = may.can_edit_account_map

    map_name: str = ""
    system: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    verified: bool = False
    remark: str = ""

    def subject(self, actor: Any) -> AccountMap:
        """Return the map, locked, or a new one."""
        return AccountMap() if self.target_id is None else super().subject(actor)

    def check(self, actor: Any, subject: AccountMap) -> None:
        """Refuse a map without name, without a needed column, or with one heading for two."""
        if not self.map_name.strip() or not self.system.strip():
            raise RuleBroken(_("โปรดใส่ชื่อผังและระบบต้นทาง"), field="map_name")
        if AccountMap.objects.filter(name=self.map_name.strip()).exclude(pk=subject.pk).exists():
            raise RuleBroken(_("มีผังชื่อนี้แล้ว"), field="map_name")
        told = {name: text.strip() for name, text in self.columns.items() if name in FIELDS and text.strip()}
        for name in NEEDED:
            if name not in told:
                raise RuleBroken(_("โปรดใส่หัวคอลัมน์ของ “%(field)s”") % {"field": FIELDS[name]}, field=name)
        if len(set(told.values())) != len(told):
            raise RuleBroken(_("มีหัวคอลัมน์ซ้ำกัน"), field="budget_code")
        self._columns = told

    def handle(self, actor: Any, subject: AccountMap) -> AccountMap:
        """Write it."""
        subject.name, subject.system, subject.columns = self.map_name.strip(), self.system.strip(), self._columns
        subject.verified, subject.remark = self.verified, self.remark.strip()
        subject.save()
        return subject
