"""The outline of the provincial labour situation report (รายงานสถานการณ์แรงงานจังหวัด) as data.

Each chapter has the indicators of its table (packs/thailand/labour_indicators.csv) and the sentence it is drafted
with; a sentence whose numbers are missing is left out, never filled in.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: `codes`, the rows of its table; `sentences`, drafts whose %(code)s are values with their unit."""

    code: str
    title: str | Promise
    codes: tuple[str, ...] = ()
    sentences: tuple[str | Promise, ...] = ()


CHAPTERS = (
    Chapter("overview", _("บทสรุปผู้บริหาร")),
    Chapter(
        "force", _("ประชากรและกำลังแรงงาน"), ("lab-population-15", "lab-labour-force"),
        (_("จังหวัดมีประชากรอายุ 15 ปีขึ้นไป %(lab-population-15)s เป็นผู้อยู่ในกำลังแรงงาน %(lab-labour-force)s"),),
    ),
    Chapter(
        "work", _("การมีงานทำ"), ("lab-employed", "lab-employed-agriculture"),
        (_("ผู้มีงานทำมี %(lab-employed)s ในจำนวนนี้อยู่ในภาคเกษตร %(lab-employed-agriculture)s"),),
    ),
    Chapter(
        "out-of-work", _("การว่างงาน"), ("lab-unemployed", "lab-seasonal"),
        (_("ผู้ว่างงานมี %(lab-unemployed)s และผู้รอฤดูกาล %(lab-seasonal)s"),),
    ),
    Chapter("informal", _("แรงงานนอกระบบ"), ("lab-informal",), (_("แรงงานนอกระบบมี %(lab-informal)s"),)),
    Chapter("wages", _("ค่าจ้าง"), ("lab-minimum-wage",), (_("อัตราค่าจ้างขั้นต่ำของจังหวัดคือ %(lab-minimum-wage)s"),)),
    Chapter(
        "placement", _("การส่งเสริมการมีงานทำ"), ("lab-vacancies", "lab-applicants", "lab-placed"),
        (_("มีตำแหน่งงานว่าง %(lab-vacancies)s ผู้สมัครงาน %(lab-applicants)s และบรรจุงานได้ %(lab-placed)s"),),
    ),
    Chapter(
        "skills", _("การพัฒนาฝีมือแรงงาน"), ("lab-trained", "lab-tested"),
        (_("ผู้จบการฝึกมี %(lab-trained)s ผู้ผ่านการทดสอบมาตรฐานฝีมือ %(lab-tested)s"),),
    ),
    Chapter(
        "protection", _("การคุ้มครองแรงงานและความปลอดภัย"), ("lab-establishments", "lab-inspected", "lab-injured"),
        (_("ตรวจสถานประกอบกิจการ %(lab-inspected)s จากทั้งหมด %(lab-establishments)s"),),
    ),
    Chapter(
        "insurance", _("การประกันสังคม"), ("lab-insured-33", "lab-insured-39", "lab-insured-40"),
        (_("ผู้ประกันตนมาตรา 33 มี %(lab-insured-33)s มาตรา 39 มี %(lab-insured-39)s มาตรา 40 มี %(lab-insured-40)s"),),
    ),
    Chapter(
        "foreign", _("แรงงานต่างด้าว"), ("lab-foreign-workers",),
        (_("แรงงานต่างด้าวที่ได้รับอนุญาตทำงานมี %(lab-foreign-workers)s"),),
    ),
    Chapter("policies", _("ผลการขับเคลื่อนนโยบายและแผนของจังหวัด")),
    Chapter("obstacles", _("ปัญหาอุปสรรคและข้อเสนอแนะ")),
)  # fmt: skip
"""The chapters in their order; the first and the last two are drafted from the policies and the plan."""
