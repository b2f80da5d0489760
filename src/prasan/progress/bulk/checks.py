"""Every bad row of a staged file, found by sets: unknown codes, numbers, months that are closed, duplicates."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prasan.platform.prepared import planned_anew

SHOWN = 1000
"""So many bad rows are named; the count tells all."""

WORDS = {
    "indicator": _("ไม่รู้จักตัวชี้วัด “%(typed)s” โปรดใช้รหัสตัวชี้วัด"),
    "area": _("ไม่รู้จักพื้นที่ “%(typed)s” โปรดใช้รหัสทางการ 2, 4 หรือ 6 หลัก"),
    "office": _("ไม่รู้จักหน่วยงาน “%(typed)s” โปรดใช้รหัสหน่วยงาน"),
    "period": _("อ่านเดือน “%(typed)s” ไม่ได้ โปรดใช้รูปแบบ 2026-10 หรือ 256901"),
    "outside": _("พื้นที่ “%(typed)s” ไม่อยู่ในเขตของหน่วยงานที่รายงาน"),
    "value": _("อ่านค่า “%(typed)s” ไม่ได้ โปรดใส่เฉพาะตัวเลข"),
    "denominator": _("อ่านตัวหาร “%(typed)s” ไม่ได้ โปรดใส่เฉพาะตัวเลขที่มากกว่าศูนย์"),
    "empty": _("ไม่มีค่า โปรดใส่ตัวเลข หรือลบแถวนี้ถ้ายังไม่มีผล"),
    "negative": _("ค่า “%(typed)s” ติดลบไม่ได้"),
    "decimals": _("ค่า “%(typed)s” มีทศนิยมมากกว่าที่ตัวชี้วัดนี้รับ"),
    "whole": _("อัตราส่วนต้องมีตัวหารที่มากกว่าศูนย์"),
    "future": _("เดือน “%(typed)s” ยังไม่สิ้นสุด"),
    "locked": _("เดือน “%(typed)s” ปิดรับการแก้ไขแล้ว"),
    "twice": _("แถวนี้ซ้ำกับแถว %(typed)s"),
}
"""Code → what to tell whoever loads the file."""

# codes become numbers by hash joins over small tables; the first thing wrong is what is told
_READ = r"""
CREATE TEMP TABLE progress_read ON COMMIT DROP AS
SELECT s.ctid AS place, i.id AS indicator_id, a.id AS area_id, o.id AS office_id, m.period,
       coalesce(s.member, '')::varchar AS member, {value} AS value, {denominator} AS denominator,
       CASE WHEN i.id IS NULL THEN 'indicator' WHEN a.id IS NULL THEN 'area' WHEN o.id IS NULL THEN 'office'
            WHEN m.period IS NULL THEN 'period' WHEN NOT a.id BETWEEN o.first AND o.last THEN 'outside'
            WHEN m.period > %(open)s THEN 'future' WHEN m.period < %(unlocked)s THEN 'locked'
            WHEN {empty} THEN 'empty' WHEN {value} IS NULL THEN {wrong}
            WHEN {value} < 0 THEN 'negative'
            WHEN i.ratio AND coalesce({denominator}, 0) <= 0 THEN 'whole'
            WHEN {weighed} AND coalesce({denominator}, 0) <= 0 THEN 'denominator' END AS wrong
FROM progress_stage AS s
LEFT JOIN (SELECT id, code, summing = 'ratio' AS ratio,
                  CASE WHEN summing = 'ratio' THEN 1 ELSE (10 ^ decimals)::bigint END AS scale
           FROM registers_indicator OFFSET 0) AS i ON i.code = s.indicator
LEFT JOIN directory_area AS a ON a.code = s.area
LEFT JOIN (SELECT o.id, o.code, a.id AS first, a.last
           FROM directory_office AS o JOIN directory_area AS a ON a.id = o.area_id OFFSET 0) AS o ON o.code = s.office
LEFT JOIN progress_month AS m ON m.typed = s.period
{odd}"""
# as COPY read them: nothing is left to read but what is too long
_NUMBERS = {
    "value": f"CASE WHEN s.value BETWEEN -{10**14} AND {10**14} THEN s.value * i.scale END",
    "denominator": f"CASE WHEN s.denominator < {10**15} THEN s.denominator END",
    "empty": "s.value IS NULL", "weighed": "s.denominator IS NOT NULL", "wrong": "'value'", "odd": "",
}  # fmt: skip
# texts: as typed, or the plain form of what was typed oddly
_TEXTS = {
    "value": "x.value", "denominator": "x.denominator", "empty": "coalesce(s.value, '') = ''",
    "weighed": "coalesce(s.denominator, '') <> ''", "wrong": "x.wrong", "odd": r"""
LEFT JOIN progress_odd AS v ON v.typed = s.value
LEFT JOIN progress_odd AS d ON d.typed = s.denominator
CROSS JOIN LATERAL (SELECT coalesce(v.plain, s.value) AS value, coalesce(d.plain, s.denominator) AS denominator) AS t
CROSS JOIN LATERAL (
    SELECT CASE WHEN t.value ~ '^\s*-?[0-9]{1,15}\s*$' AND abs(t.value::bigint) <= 100000000000000
                THEN t.value::bigint * i.scale
                WHEN t.value ~ '^\s*-?[0-9]{1,14}\.[0-9]{1,9}$' AND t.value::numeric * i.scale
                     = trunc(t.value::numeric * i.scale) THEN (t.value::numeric * i.scale)::bigint END AS value,
           CASE WHEN t.denominator ~ '^\s*[0-9]{1,15}\s*$' THEN t.denominator::bigint END AS denominator,
           CASE WHEN t.value ~ '^\s*-?[0-9]{1,15}\.[0-9]+$' THEN 'decimals' ELSE 'value' END AS wrong) AS x""",
}  # fmt: skip

# a temporary table has no statistics: without these the planner may take nested loops over many rows
_PLAN = "SET LOCAL enable_nestloop = off; SET LOCAL enable_mergejoin = off; SET LOCAL work_mem = '128MB'"
_KEYS = """
DROP TABLE IF EXISTS progress_key;
CREATE TEMP TABLE progress_key ON COMMIT DROP AS
SELECT office_id, period, count(wrong) AS bad FROM progress_read GROUP BY 1, 2
"""
_TWICE = """
UPDATE progress_read AS r SET wrong = 'twice' FROM (
    SELECT indicator_id, period, area_id, office_id, member, min(place) AS first
    FROM progress_read WHERE wrong IS NULL GROUP BY 1, 2, 3, 4, 5 HAVING count(*) > 1) AS d
WHERE (r.indicator_id, r.period, r.area_id, r.office_id, r.member)
    = (d.indicator_id, d.period, d.area_id, d.office_id, d.member) AND r.place > d.first
"""
_BAD = """
WITH lines AS MATERIALIZED (SELECT ctid AS place, row_number() OVER (ORDER BY ctid) AS n FROM progress_stage)
SELECT l.n, r.wrong, CASE r.wrong WHEN 'indicator' THEN s.indicator WHEN 'area' THEN s.area WHEN 'outside' THEN s.area
         WHEN 'office' THEN s.office WHEN 'period' THEN s.period WHEN 'future' THEN s.period
         WHEN 'locked' THEN s.period WHEN 'denominator' THEN s.denominator::text
         WHEN 'twice' THEN (SELECT (min(d.n) + 1)::text FROM progress_read AS e JOIN lines AS d USING (place)
           WHERE (e.indicator_id, e.period, e.area_id, e.office_id, e.member)
               = (r.indicator_id, r.period, r.area_id, r.office_id, r.member)) ELSE s.value::text END
FROM progress_read AS r JOIN lines AS l USING (place) JOIN progress_stage AS s ON s.ctid = r.place
WHERE r.wrong IS NOT NULL ORDER BY r.place LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be loaded: its line in the file (the header is 1), a code, and what to tell."""

    line: int
    code: str
    typed: str

    @property
    def text(self) -> str:
        """The sentence in the reader's language."""
        return gettext(str(WORDS[self.code])) % {"typed": self.typed}

    def as_row(self) -> dict[str, object]:
        """The row for scripts."""
        return {"line": self.line, "code": self.code, "text": self.text}


def read_rows(open_period: int, unlocked: int, *, plain: bool) -> int:
    """Turn the stage into numbers in `progress_read`, its reports in `progress_key`; returns how many rows are bad.

    Parameters: `open_period`, the newest month that is over; `unlocked`, the oldest that may still change; `plain`,
    the stage holds numbers and no texts.
    """
    with planned_anew() as cursor:
        cursor.execute(_PLAN)
        statement = _READ
        for name, part in (_NUMBERS if plain else _TEXTS).items():
            statement = statement.replace("{" + name + "}", part)
        cursor.execute("DROP TABLE IF EXISTS progress_read")
        cursor.execute(statement, {"open": open_period, "unlocked": unlocked})
        cursor.execute(_KEYS)
        cursor.execute("SELECT coalesce(sum(bad), 0) FROM progress_key")
        return int(cursor.fetchone()[0])


def find_twice() -> int:
    """Mark rows whose key stands in the file before them; returns how many.

    Asked only where keys can meet: a file of new reports tells by the figures' unique index (bulk/apply.py).
    """
    with planned_anew() as cursor:
        cursor.execute(_TWICE)
        return int(cursor.rowcount)


def bad_rows() -> list[BadRow]:
    """Return the bad rows in their order, at most `SHOWN`."""
    with planned_anew() as cursor:
        cursor.execute(_BAD, [SHOWN])
        return [BadRow(n + 1, code, typed or "") for n, code, typed in cursor.fetchall()]
