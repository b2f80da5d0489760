"""The component gallery: every component in each of its states, for builders, for tests and for axe.

The figures are invented for the gallery and stand for nothing; areas are called by letters on purpose.
"""

from datetime import datetime, timedelta
from pathlib import Path

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.platform.ui import charts
from prasan.platform.ui.shell import THEME_COOKIE, THEMES
from prasan.platform.web.decorators import open_to_all

__all__ = ["page", "wall"]

PLAN = (0.03, 0.07, 0.13, 0.21, 0.31, 0.42, 0.55, 0.68, 0.79, 0.88, 0.95, 1.0)
GOOD = (0.03, 0.07, 0.14, 0.22, 0.33, 0.43, 0.57, 0.69, 0.81)
LATE = (0.03, 0.06, 0.11, 0.18, 0.27, 0.38, 0.48, 0.60, 0.71)
BAD = (0.02, 0.05, 0.1, None, None, 0.3, 0.42, 0.46, 0.5)
MONTHS = ("ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.")
SAMPLES = {"on_plan": GOOD, "late": LATE, "very_late": BAD, "not_reported": (None,) * 9}


class SampleForm(forms.Form):
    """One field of each kind, to show how bound fields look."""

    name = forms.CharField(label="ชื่อกิจกรรม", help_text="ตามแผนปฏิบัติการ", max_length=80)
    amount = forms.DecimalField(label="จำนวนผู้จบหลักสูตร", help_text="นับเฉพาะผู้ที่มีวุฒิบัตรแล้ว")
    due = forms.DateField(label="วันที่จะกลับมาตามแผน")
    kind = forms.ChoiceField(label="ประเภท", choices=[("a", "ฝึกอาชีพเสริม"), ("b", "ฝึกยกระดับฝีมือ")])
    cause = forms.ChoiceField(
        label="สาเหตุหลัก",
        widget=forms.RadioSelect,
        choices=[("few", "ผู้สมัครน้อยกว่าที่คาด"), ("budget", "รองบประมาณ")],
    )
    note = forms.CharField(label="จะทำอะไรให้กลับมาตามแผน", widget=forms.Textarea, required=False)
    proof = forms.FileField(label="หลักฐาน", help_text="ภาพหรือเอกสาร ไม่เกิน 25 MB", required=False)
    sure = forms.BooleanField(label="ตรวจสอบกับเอกสารแล้ว", help_text="เทียบกับใบลงชื่อหรือวุฒิบัตรทุกฉบับ")


def _map(href: str) -> object:
    """The map with a state for each area by its place in the file, or nothing before the front build."""
    path = Path(getattr(settings, "PRASAN_MAP_FILE", "") or Path(__file__).parents[2] / "front/map_thailand.json")
    if not path.is_file():
        return ""
    shapes = charts.load_shapes(path)
    states = {
        3: "very_late",
        9: "late",
        14: "not_reported",
        22: "late",
        31: "very_late",
        44: "late",
        58: "not_reported",
        70: "very_late",
    }
    marks = {
        code: charts.Mark(
            status=states.get(i, "on_plan"), name=f"พื้นที่ {code}", short=code, href=href,
            value={"very_late": "−28%", "late": "−9%"}.get(states.get(i, ""), ""), sentence=f"พื้นที่ {code}",
        )
        for i, code in enumerate(sorted(shapes.areas))
    }  # fmt: skip
    inset = charts.Inset(shapes.crowded, _("พื้นที่แน่น")) if shapes.crowded else None
    return charts.province_map(shapes, marks, label=_("แผนที่ตัวอย่าง"), inset=inset)


def _tiles(href: str) -> object:
    """A small block of tiles in every state."""
    states = list(SAMPLES)
    return charts.tile_grid(
        [
            charts.Tile(
                i % 6, i // 6, f"{chr(0x0E01 + i)}{chr(0x0E01 + i)}", states[(i * i) % 4], f"พื้นที่ {i}", href,
                SAMPLES[states[(i * i) % 4]], PLAN,
            )
            for i in range(18)
        ],
        label=_("ตารางตัวอย่าง"),
    )  # fmt: skip


def _pictures(href: str) -> dict[str, object]:
    """All charts in their states."""
    words = charts.TrendWords(
        label="ผลสะสม 50% แผนถึงเดือนนี้ 79%",
        plan_now="แผนถึงเดือนนี้ 79%",
        plan_end="แผน 100%",
        missing="ยังไม่รายงาน",
    )
    return {
        "sparks": {k: charts.spark(v, PLAN, status=k, label=k) for k, v in SAMPLES.items()},
        "bullets": {k: charts.bullet(charts.last_value(v), 0.79, status=k, label=k) for k, v in SAMPLES.items()},
        "trend": charts.trend(BAD, PLAN, MONTHS, words, fmt=lambda v: f"{v * 100:.0f}%", status="very_late", top=1.0),
        "multiples": charts.multiples(
            [
                charts.Multiple(f"นโยบายที่ {i}", SAMPLES[k], PLAN, k, v, g, href, "ผู้ได้ประโยชน์ 874 คน")
                for i, (k, v, g) in enumerate(
                    (
                        ("on_plan", "81%", "ตรงตามแผน"),
                        ("late", "71%", "ช้ากว่าแผน 10%"),
                        ("very_late", "50%", "ช้ากว่าแผน 37%"),
                        ("not_reported", "–", "ยังไม่รายงาน"),
                    ),
                    1,
                )
            ]
        ),
        "map": _map(href),
        "tiles": _tiles(href),
        "months": MONTHS,
        "actual": BAD,
        "plan": PLAN,
    }


def _context(request: HttpRequest) -> dict[str, object]:
    """What the gallery's templates show, with the theme asked for in the address."""
    theme = request.GET.get("theme", "")
    if theme in THEMES:
        # Context processors stand above a view's own names, so the wish goes where the shell looks for it.
        request.COOKIES[THEME_COOKIE] = theme
    now: datetime = timezone.now()
    bad = SampleForm({"name": "", "amount": "หกสิบ", "due": "32/13/69", "kind": "a", "note": "เปิดรุ่นเย็น"})
    bad.is_valid()
    return {
        "now": now,
        "before": now - timedelta(hours=3),
        "form": SampleForm(initial={"name": "ฝึกอาชีพเสริม"}),
        "bad": bad,
        "statuses": (
            "on_plan",
            "late",
            "very_late",
            "not_reported",
            "unproven",
            "not_applicable",
            "done",
            "info",
        ),
        **_pictures(request.path),
    }


@open_to_all
def page(request: HttpRequest) -> HttpResponse:
    """Show every component; `?theme=light|dark` overrides the reader's theme."""
    return render(request, "ui/gallery.html", _context(request))


@open_to_all
def wall(request: HttpRequest) -> HttpResponse:
    """Show the wall's shell filled with samples."""
    return render(request, "ui/gallery_wall.html", _context(request))
