"""The daily report as a PDF, set from the frozen sheet alone."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from prasan.platform.documents.render import render_pdf
from prasan.platform.ui.filters import moment, number, thaidate
from prasan.situation.kinds import EventType, Severity
from prasan.situation.models import DaySheet, Event


def pdf(one: DaySheet) -> bytes:
    """Return the report of a day as PDF."""
    return render_pdf("report", data_of(one))


def _word(choices: Any, code: str) -> str:
    return str(dict(choices).get(code, code))


def _table(title: str, columns: list[tuple[str, bool]], rows: list[list[Any]]) -> dict[str, Any]:
    """Return a table as the template takes it; `columns` are (label, whether it holds numbers)."""
    return {"title": title, "columns": [{"label": label, "num": num} for label, num in columns], "rows": rows}


def _opened(rows: list[dict[str, Any]]) -> list[list[Any]]:
    return [
        [
            row["code"], f"{_word(EventType.choices, row['type'])}: {row['title']}", row["area"],
            _word(Severity.choices, row["severity"]), _word(Event.State.choices, row["state"]), row["owner"],
        ]
        for row in rows
    ]  # fmt: skip


def data_of(one: DaySheet) -> dict[str, Any]:
    """Return what the template of reports takes: a title, sentences and tables."""
    sheet = one.sheet
    events, days, items, urgent = sheet["events"], sheet["days"], sheet["items"], sheet["urgent"]
    much = (_("จำนวน"), True)
    heads = [_("เลขที่"), _("เหตุการณ์"), _("พื้นที่"), _("ความรุนแรง"), _("สถานะ"), _("ผู้รับผิดชอบ")]
    counted = [
        [_("ข่าวที่รับเข้า"), items["received"]], [_("เกี่ยวข้องกับแรงงาน"), items["relevant"]],
        [_("ข่าวซ้ำ"), items["reprints"]], [_("ผูกกับเหตุการณ์แล้ว"), items["linked"]],
        [_("แจ้งเหตุด่วน"), urgent["raised"]], [_("รับทราบทันเวลา"), urgent["in_time"]],
        [_("ยังไม่รับทราบ"), urgent["unread"]],
    ]  # fmt: skip
    severity = [[_word(Severity.choices, code), n] for code, n in events["by_severity"].items()]
    silent = _("พื้นที่ที่ไม่รายงานของวันที่ %(day)s") % {"day": thaidate(days["day"])}
    return {
        "title": _("รายงานสถานการณ์ประจำวัน ศูนย์ปฏิบัติการกระทรวงแรงงาน"),
        "subtitle": f"{thaidate(one.day, 'weekday')} · {moment(one.since)} – {moment(one.until)}",
        "paragraphs": paragraphs(sheet),
        "tables": [
            _table(_("เหตุการณ์ใหม่"), [(head, False) for head in heads], _opened(events["opened"])),
            _table(_("เหตุการณ์ที่ยังไม่ยุติ ตามความรุนแรง"), [(_("ความรุนแรง"), False), much], severity),
            _table(_("ข่าวที่รับเข้าและการแจ้งเหตุด่วน"), [(_("รายการ"), False), much], counted),
            _table(silent, [(_("หน่วยงาน"), False)], [[name] for name in days["silent"]]),
        ],
        "source": _("ระบบประสาน ข้อมูล ณ %(at)s") % {"at": moment(one.made_at)},
    }


def paragraphs(sheet: dict[str, Any]) -> list[str]:
    """Return the sentences that open the report, on paper and on screen."""
    events, days = sheet["events"], sheet["days"]
    found = [
        _("เหตุการณ์ใหม่ %(new)s เรื่อง ยุติ %(closed)s เรื่อง ยังไม่ยุติ %(live)s เรื่อง") % {
            "new": number(len(events["opened"]) + events["opened_classified"]), "closed": number(events["closed"]),
            "live": number(events["live"]),
        },
        _("วันที่ %(day)s: เหตุการณ์ปกติ %(normal)s แห่ง มีเหตุการณ์ %(some)s แห่ง ไม่รายงาน %(silent)s แห่ง จาก %(asked)s แห่ง") % {
            "day": thaidate(days["day"]), "normal": number(days["normal"]), "some": number(len(days["something"])),
            "silent": number(len(days["silent"])), "asked": number(days["asked"]),
        },
    ]  # fmt: skip
    if events["opened_classified"]:
        found.append(_("ในจำนวนนี้มีเรื่องที่มีชั้นความลับ %(n)s เรื่อง") % {"n": number(events["opened_classified"])})
    if sheet["claims"]["open"]:
        found.append(_("ข่าวที่อาจเป็นเท็จและยังไม่ยุติ %(n)s เรื่อง") % {"n": number(len(sheet["claims"]["open"]))})
    return found
