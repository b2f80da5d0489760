"""Lists of training: sessions, courses, demand, questions to completers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from prasan.directory.models import Area
from prasan.platform.listings import LISTINGS, Choice, Column, Days, Listing, Search, codes_by_word
from prasan.platform.web.asking import actor_of
from prasan.registers.models import Worker
from prasan.registers.queries_workers import visible
from prasan.training import policy as may
from prasan.training import queries
from prasan.training.models import Course, Demand, FollowUp, Session
from prasan.training.pages.common import SHAPES, page

WHEN = [("now", gettext_lazy("กำลังฝึก")), ("past", gettext_lazy("ผ่านมาแล้ว")), ("all", gettext_lazy("ทั้งหมด"))]


def provinces(actor: Any) -> list[tuple[str, str]]:
    """Return the provinces to choose from."""
    rows = Area.objects.provinces().order_by("sort_th").only("code", "name_th", "name_en")
    return [(one.code, one.name) for one in rows]


@dataclass(frozen=True)
class InProvince(Choice):
    """Rows whose area lies in a province."""

    def apply(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Return the rows of the province and its districts."""
        area = Area.objects.only("pk", "last").get(code=value)
        return rows.filter(**{f"{self.path}__gte": area.pk, f"{self.path}__lte": area.last})


@dataclass(frozen=True)
class When(Choice):
    """Sessions that run, that are over, or all; without it those that people can still apply for or wait for."""

    def apply(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Return the rows of the time."""
        today = timezone.localdate()
        if value == "now":
            return rows.filter(begins__lte=today, ends__gte=today)
        return rows.filter(ends__lt=today) if value == "past" else rows


@dataclass(frozen=True)
class Own(Choice):
    """The rows of one's own office."""

    def apply(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Return the rows of the office."""
        return rows.filter(office=int(value))


def _mine(actor: Any) -> list[tuple[str, Any]]:
    return [(str(actor.office_id), _("ของหน่วยงานเรา"))]


@dataclass(frozen=True)
class Typed:
    """Rows whose column holds just what was typed."""

    key: str
    label: Any
    path: str

    @property
    def keys(self) -> tuple[str, ...]:
        """The name in the address."""
        return (self.key,)

    def clean(self, asked: Mapping[str, str], actor: Any) -> str | None:
        """Return what was typed, None for nothing."""
        return asked.get(self.key, "").replace("\0", "").strip()[:80] or None

    def apply(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Return the rows that hold it."""
        return rows.filter(**{self.path: value})

    def shown(self, value: Any, actor: Any) -> str:
        """Return "label: what was typed"."""
        return f"{self.label}: {value}"


class Sessions(Listing):
    """Sessions, the next one first."""

    name, title, url_name = "training.sessions", gettext_lazy("รุ่นฝึกอบรม"), "training"
    columns = (
        Column("begins", gettext_lazy("เริ่มฝึก"), "begins", sort=True, kind="date"),
        Column("ends", gettext_lazy("ถึงวันที่"), "ends", kind="date"),
        Column("course", gettext_lazy("หลักสูตร"), "course__name_th", width=40),
        Column("kind", gettext_lazy("ประเภท"), "course__kind", choices=dict(Course.Kind.choices)),
        Column("number", gettext_lazy("รุ่นที่"), "number", kind="number"),
        Column("year", gettext_lazy("ปีงบประมาณ"), "year", kind="number", headed=False),
        Column("area", gettext_lazy("พื้นที่"), "area__name_th"),
        Column("office", gettext_lazy("หน่วยงาน"), "office__name_th", width=35),
        Column("until", gettext_lazy("รับสมัครถึง"), "applies_until", kind="date"),
        Column("seats", gettext_lazy("ที่นั่ง"), "seats", kind="number"),
        Column("held", gettext_lazy("มีผู้ได้ที่นั่ง"), "held", kind="number"),
        Column("waiting", gettext_lazy("รอที่นั่ง"), "waiting", kind="number"),
        Column("state", gettext_lazy("สถานะ"), "state", choices=dict(Session.State.choices)),
    )
    filters = (
        Search(grams="course__grams"),
        When("when", gettext_lazy("ช่วงเวลา"), "begins", WHEN),
        Own("office", gettext_lazy("หน่วยงาน"), "office", _mine),
        InProvince("area", gettext_lazy("จังหวัด"), "area", provinces),
        Choice("kind", gettext_lazy("ประเภท"), "course__kind", Course.Kind.choices),
        Days("begins", gettext_lazy("เริ่มฝึก"), "begins"),
    )
    order, size = "begins", 25

    def rows(self, actor: Any) -> QuerySet[Any]:
        """Return the sessions that the actor knows of, with their counts."""
        return queries.counted(Session.objects.visible_to(actor))

    def chosen(self, actor: Any, asked: Mapping[str, str]) -> Any:
        """Return the rows that are asked for; without a time those that are not over."""
        rows, applied = super().chosen(actor, asked)
        timed = any(isinstance(one, When | Days) for one, _value in applied)
        return (rows if timed else rows.filter(ends__gte=timezone.localdate())), applied

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the address, the shape of the state and whether people can apply."""
        code = codes_by_word(Session.State)[str(row["state"])]
        row["url"], row["status"] = reverse("training_session", args=[row["pk"]]), SHAPES[code]
        row["takes"] = code == "open" and row["until"] >= timezone.localdate()
        return row


class Courses(Listing):
    """The catalogue by name."""

    name, title, url_name = "training.courses", gettext_lazy("หลักสูตร"), "training_courses"
    columns = (
        Column("name", gettext_lazy("หลักสูตร"), "name_th", sort="sort_th", width=40),
        Column("english", gettext_lazy("ชื่อภาษาอังกฤษ"), "name_en", headed=False, width=40),
        Column("kind", gettext_lazy("ประเภท"), "kind", choices=dict(Course.Kind.choices)),
        Column("level", gettext_lazy("ระดับ"), "level", kind="number"),
        Column("skill", gettext_lazy("สาขาอาชีพ"), "skill"),
        Column("hours", gettext_lazy("ชั่วโมง"), "hours", kind="number"),
        Column("office", gettext_lazy("หน่วยงาน"), "office__name_th", width=35),
    )
    filters = (
        Search(grams="grams"),
        Choice("kind", gettext_lazy("ประเภท"), "kind", Course.Kind.choices),
    )
    order, size = "name", 25

    def rows(self, actor: Any) -> QuerySet[Any]:
        """Return the courses that are taught."""
        found: QuerySet[Any] = Course.objects.visible_to(actor).filter(retired_at=None)
        return found

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the address."""
        row["url"] = reverse("training_course", args=[row["pk"]])
        return row


class Wishes(Listing):
    """Demand for training, the newest first."""

    name, title, url_name = "training.demand", gettext_lazy("ความต้องการฝึกอบรม"), "training_demand"
    columns = (
        Column("made", gettext_lazy("บันทึกเมื่อ"), "made_at", sort=True, kind="moment"),
        Column("skill", gettext_lazy("ต้องการฝึก"), "skill", width=30),
        Column("people", gettext_lazy("จำนวนคน"), "people", kind="number"),
        Column("area", gettext_lazy("พื้นที่"), "area__name_th"),
        Column("source", gettext_lazy("ที่มา"), "source", choices=dict(Demand.Source.choices)),
        Column("employer", gettext_lazy("สถานประกอบการ"), "employer", width=30),
        Column("wanted", gettext_lazy("ต้องการภายใน"), "wanted_by", kind="date"),
        Column("office", gettext_lazy("หน่วยงาน"), "office__name_th", width=35),
    )
    filters = (
        Choice("source", gettext_lazy("ที่มา"), "source", Demand.Source.choices),
        InProvince("area", gettext_lazy("จังหวัด"), "area", provinces),
        Typed("skill", gettext_lazy("ต้องการฝึก"), "skill"),
        Typed("place", gettext_lazy("รหัสพื้นที่"), "area__code"),
    )
    order, size = "-made", 25

    def rows(self, actor: Any) -> QuerySet[Any]:
        """Return what nothing has met yet."""
        return Demand.objects.visible_to(actor).open()

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the address."""
        row["url"] = reverse("training_wish", args=[row["pk"]])
        return row


class Questions(Listing):
    """Completers who are to be asked now, the oldest question first; the list names nobody."""

    name, title, url_name = "training.follow_ups", gettext_lazy("ติดตามผลการมีงานทำ"), "training_follow_ups"
    columns = (
        Column("due", gettext_lazy("ถึงกำหนด"), "due_on", sort=True, kind="date"),
        Column("months", gettext_lazy("หลังจบ (เดือน)"), "months", kind="number"),
        Column("course", gettext_lazy("หลักสูตร"), "application__session__course__name_th", width=40),
        Column("office", gettext_lazy("หน่วยงานที่ฝึก"), "application__session__office__name_th", width=35),
        Column("step", gettext_lazy("ติดต่อทาง"), "step", choices=dict(FollowUp.Step.choices)),
    )
    filters = (
        Choice("step", gettext_lazy("ติดต่อทาง"), "step", FollowUp.Step.choices),
        Choice("months", gettext_lazy("หลังจบ (เดือน)"), "months", [(3, "3"), (6, "6"), (12, "12")]),
    )
    order, size = "due", 25

    def rows(self, actor: Any) -> QuerySet[Any]:
        """Return the questions that are due."""
        found: QuerySet[Any] = queries.due_follow_ups(actor)
        return found

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the address."""
        row["url"] = reverse("training_follow_up", args=[row["pk"]])
        return row


def worker_asked(request: HttpRequest) -> Worker | None:
    """Return the person for whom a list is opened, None for nobody or for whom the actor does not read."""
    told = request.GET.get("worker", "") or request.POST.get("worker", "")
    plain = told.isascii() and told.isdecimal() and len(told) < 10
    return visible(actor_of(request), int(told)) if plain else None


@require_safe
def training(request: HttpRequest) -> HttpResponse:
    """List the sessions, those that are not over unless others are asked for."""
    actor = actor_of(request)
    found = LISTINGS[Sessions.name].page(actor, request.GET, request.path)
    when = found.asked.get("when", "")
    pairs = [("", _("ที่ยังไม่จบ")), *WHEN]
    tabs = [(str(label), found.url(without=["sort"], when=key), key == when, None) for key, label in pairs]
    who = worker_asked(request) if actor.has(*may.APPLIERS) else None
    context = {
        "page": found, "tabs": tabs, "when": when, "provinces": [("", _("ทั้งหมด")), *provinces(actor)],
        "kinds": [("", _("ทั้งหมด")), *Course.Kind.choices], "runs": actor.has(*may.RUNNERS), "who": who,
        "wishes": actor.has(*may.RUNNERS, *may.APPLIERS), "asks": actor.has(*may.APPLIERS),
        "office": actor.office_id,
    }  # fmt: skip
    return page(request, "sessions", context)


@require_safe
def training_courses(request: HttpRequest) -> HttpResponse:
    """List the catalogue."""
    actor = actor_of(request)
    found = LISTINGS[Courses.name].page(actor, request.GET, request.path)
    kinds = [("", _("ทั้งหมด")), *Course.Kind.choices]
    return page(request, "courses", {"page": found, "kinds": kinds, "keeps": actor.has(*may.KEEPERS)})


@require_safe
def training_demand(request: HttpRequest) -> HttpResponse:
    """List the open demand, and its sums by skill and place."""
    actor = actor_of(request)
    found = LISTINGS[Wishes.name].page(actor, request.GET, request.path)
    context = {
        "page": found, "sums": list(queries.open_demand(actor)[:12]),
        "provinces": [("", _("ทั้งหมด")), *provinces(actor)],
        "sources": [("", _("ทั้งหมด")), *Demand.Source.choices], "may": actor.has(*may.RUNNERS, *may.APPLIERS),
        "at": timezone.now(),
    }  # fmt: skip
    return page(request, "demand", context)


@require_safe
def training_follow_ups(request: HttpRequest) -> HttpResponse:
    """List the completers who are to be asked now, and what became of the others."""
    actor = actor_of(request)
    found = LISTINGS[Questions.name].page(actor, request.GET, request.path)
    rows = Session.objects.visible_to(actor).filter(state="closed")
    office = rows.filter(office=actor.office_id) if actor.has(*may.RUNNERS) else rows
    steps = [("", _("ทั้งหมด")), *FollowUp.Step.choices]
    context = {"page": found, "steps": steps, "outcomes": queries.outcomes(office), "own": actor.has(*may.RUNNERS),
               "at": timezone.now()}  # fmt: skip
    return page(request, "follow_ups", context)
