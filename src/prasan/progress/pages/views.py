"""What the pages of reports show, made ready for their templates."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from prasan.kernel.asking import is_monthly
from prasan.platform.ui.charts import bullet
from prasan.platform.ui.filters import moment, percent, thaidate
from prasan.progress import periods, policy
from prasan.progress.causes import Cause
from prasan.progress.checks.entry import Finding, find, given_of
from prasan.progress.commands import ACCEPTS
from prasan.progress.commands.judging import WAITS_FOR_HEAD
from prasan.progress.items import Item
from prasan.progress.lines import province_approves, takes
from prasan.progress.models import Correction, CorrectionLine, Figure, Line, Report
from prasan.progress.models.corrections import PENDING
from prasan.progress.queries import Changed
from prasan.progress.reading import entry_decimals, percent_shown, read, shown
from prasan.registers.models import Indicator
from prasan.registers.settings import Rules


def receipt_number(report: Report) -> str:
    """Return the number on the receipt: office, month and version name the report once."""
    return f"{report.office.code}/{report.period}/{report.version}"


def gap_words(gap: int | None, code: str) -> str:
    """Say a gap in words: "ช้ากว่าแผน 11%" (`gap` in tenths of a per cent)."""
    if code == "not_reported":
        return _("ยังไม่รายงาน")
    if code == "unproven":
        return _("ยังไม่มีตัวเลขยืนยัน")
    if gap is None:
        return _("ช้ากว่าแผน") if code in {"late", "very_late"} else _("ตามแผน")
    much = f"{abs(gap) / 10:.1f}".removesuffix(".0")
    if gap < 0:
        return _("ช้ากว่าแผน %(much)s%%") % {"much": much}
    return _("เร็วกว่าแผน %(much)s%%") % {"much": much} if gap else _("ตรงตามแผน")


def long_period(item: Item) -> str:
    """Name the period that a question is about, at length: "เดือนมิถุนายน 2569", "ไตรมาส 3 ปีงบประมาณ 2569"."""
    if is_monthly(item.frequency):
        return _("เดือน%(month)s") % {"month": thaidate(periods.bounds(item.period)[0], "month")}
    return item.period_name


def strip(item: Item) -> dict[str, Any]:
    """Return the strip above the number: last month, year to date, the year's target."""
    decimals = item.indicator.decimals
    last_text = figure_text(item, item.last_month)
    return {
        "strip": [
            (periods.name(item.frequency, item.before_period), last_text),
            (pgettext("year to date", "สะสม"), shown(item.before(), decimals)),
            (_("เป้าทั้งปี"), shown(item.target.value, decimals)),
        ]
    }


def calculation(item: Item, rules: Rules, typed: dict[str, str], decimals: int) -> dict[str, Any]:
    """Return what the typed (else the stored) number means, and what the browser needs to say it at once."""
    value = denominator = None
    if typed.get("value"):
        value = read(typed["value"], decimals).value
        denominator = read(typed.get("denominator", ""), 0).value
    elif item.figure:
        value, denominator = item.figure.value, item.figure.denominator
    status = item.status(rules.thresholds, value, denominator)
    after = item.after(value, denominator)
    target = item.target.value or 1
    return {
        "status": status.code,
        "late": status.code in {"late", "very_late"},
        "text": _("สะสม %(now)s จาก %(target)s")
        % {"now": shown(after, item.indicator.decimals), "target": shown(item.target.value, item.indicator.decimals)},
        "judgement": gap_words(status.gap, status.code),
        "bullet": bullet(
            None if after is None else after / target, item.path / target, status=status.code,
            label=_("ผลสะสมเทียบเส้นทางเป้าหมาย"),
        ),
        "data": _for_browser(item, rules, decimals),
    }  # fmt: skip


def _for_browser(item: Item, rules: Rules, decimals: int) -> dict[str, Any]:
    """Return the numbers and words with which form.js says the same at once, as data attributes."""
    limits = rules.thresholds
    return {
        "data-kind": item.indicator.summing,
        "data-sum": sum(f.value for f in item.earlier),
        "data-wholes": sum(f.denominator or 0 for f in item.earlier),
        "data-months": len(item.earlier),
        "data-path": item.path,
        "data-target": item.target.value,
        "data-direction": item.indicator.direction,
        "data-decimals": item.indicator.decimals,
        "data-entry-decimals": decimals,
        "data-late-from": limits.late_from,
        "data-very-late-above": limits.very_late_above,
        "data-minimum": limits.minimum_path * 10**item.indicator.decimals,
        "data-words-sum": _("สะสม %(now)s จาก %(target)s"),
        "data-words-behind": _("ช้ากว่าแผน %(much)s%%").replace("%%", "%"),
        "data-words-ahead": _("เร็วกว่าแผน %(much)s%%").replace("%%", "%"),
        "data-words-even": _("ตรงตามแผน"),
        "data-words-late": _("ช้ากว่าแผน"),
        "data-words-none": _("ยังไม่รายงาน"),
    }


def value_text(item: Item) -> str:
    """Write the stored figure of an item with its unit."""
    text = figure_text(item, item.figure)
    return text if item.figure is None or item.is_ratio else f"{text} {item.indicator.unit}"


def figure_text(item: Item, figure: Figure | None) -> str:
    """Write one month's figure: a ratio as "82.5% (33/40)", the numerator alone would say nothing."""
    if figure is None:
        return _("ยังไม่รายงาน")
    text = shown(figure.value, entry_decimals(item.indicator))
    if not item.is_ratio:
        return text
    parts = f"{text}/{shown(figure.denominator, 0)}"
    share = item.of_month(figure)
    return parts if share is None else f"{shown(share, item.indicator.decimals)}% ({parts})"


def plain_figure(indicator: Indicator, value: int | None, denominator: int | None) -> str:
    """Write a figure by itself, as it was typed: a ratio as its two numbers."""
    text = shown(value, entry_decimals(indicator))
    return f"{text}/{shown(denominator, 0)}" if indicator.summing == Indicator.Sum.RATIO and value is not None else text


def correction_row(line: CorrectionLine) -> dict[str, Any]:
    """Return one line of a correction: old, new, and the difference where both are there."""
    indicator = line.indicator
    both = line.value is not None and line.was_value is not None
    change = (line.value or 0) - (line.was_value or 0)
    told = shown(abs(change), entry_decimals(indicator))
    return {
        "name": indicator.name, "member": line.member, "unit": indicator.unit, "reason": line.reason,
        "old": _("ยังไม่รายงาน") if line.was_value is None
        else plain_figure(indicator, line.was_value, line.was_denominator),
        "new": _("เอาค่าออก") if line.value is None else plain_figure(indicator, line.value, line.denominator),
        "change": "–" if not both else f"{'+' if change > 0 else '−' if change < 0 else ''}{told}",
    }  # fmt: skip


def answer_row(item: Item, rules: Rules, found: Sequence[Finding] = ()) -> dict[str, Any]:
    """Return one line of the check page."""
    status = item.status(rules.thresholds)
    mine = [one for one in found if one.item is item]
    return {
        "item": item,
        "value": value_text(item),
        "status": status.code,
        "judgement": gap_words(status.gap, status.code),
        "needs": status.code in {"late", "very_late"} and item.figure is not None
        and not (item.figure.cause and item.figure.step),
        "findings": mine,
        "note": item.figure.note if item.figure else "",
        "stops": any(one.hard or not one.answered for one in mine),
        **beside(item, rules),
    }  # fmt: skip


def beside(item: Item, rules: Rules) -> dict[str, Any]:
    """Return what stands beside a figure: groups that lack parts, the claim, the stated per cent, help."""
    said = item.said
    return {
        "claim": said.get_claim_display() if said and said.claim else "",
        "disagrees": item.disagrees(rules.thresholds),
        "help": said.help_text if said else "",
        "help_from": said.get_help_from_display() if said and said.help_from else "",
        "stated": f"{percent_shown(said.stated)}%" if said and said.stated is not None else "",
        "twice": item.indicator.may_count_twice,
        "lacking": [
            _("แยกตาม%(group)s ยังขาด %(n)s กลุ่ม") % {"group": group.name, "n": count}
            for group, count in item.missing_members()
        ],
        "members": [
            (member.name, shown(item.members[member.key].value, entry_decimals(item.indicator)))
            for group in item.groups
            for member in group.members
            if member.key in item.members
        ],
    }  # fmt: skip


def sides(items: Sequence[Item], rules: Rules) -> list[dict[str, Any]]:
    """Return what stands beside the figures of a report, of the questions where there is anything.

    Other provinces' figures are not asked for again: the question stood in the form, its answer is the note.
    """
    found = find([given_of(item) for item in items])
    rows = []
    for item in items:
        mine = [one for one in found if one.item is item]
        note = item.figure.note if item.figure else ""
        row = {"item": item, "findings": mine, "note": note, **beside(item, rules)}
        if mine or note or any(row[name] for name in ("claim", "help", "stated", "lacking", "members")):
            rows.append(row)
    return rows


def changed_row(one: Changed) -> dict[str, Any]:
    """Return one line of the report page: this month beside last month and the path."""
    item = one.item
    decimals = item.indicator.decimals
    return {
        "item": item,
        "last": figure_text(item, item.last_month),
        "value": value_text(item),
        "change": "" if one.change is None else percent(Decimal(one.change) / 100, signed=True),
        "now": shown(item.now(), decimals),
        "path": shown(item.path, decimals),
        "status": one.status.code,
        "judgement": gap_words(one.status.gap, one.status.code),
        "remarkable": one.remarkable,
        "cause": dict(Cause.choices).get(item.figure.cause, "") if item.figure else "",
        "step": item.figure.step if item.figure else "",
    }  # fmt: skip


def remark(one: Changed) -> str:
    """Say in a few words why a value should be looked at: against last month, missing, or behind."""
    name = one.item.indicator.name
    if one.item.figure is None:
        return _("%(name)s ยังไม่รายงาน") % {"name": name}
    if one.change is not None and abs(one.change) > 0 and one.status.code not in {"late", "very_late"}:
        change = percent(Decimal(one.change) / 100, signed=True)
        return _("%(name)s %(change)s จากเดือนก่อน") % {"name": name, "change": change}
    return f"{name} {gap_words(one.status.gap, one.status.code)}"


def decisions(actor: Any, paper: Report | Correction) -> dict[str, Any]:
    """Return what the reader may do with a paper, and who has said a word about it so far."""
    line = policy.line_of(actor, paper)
    waits = paper.state in PENDING
    stands_in = line is Line.PROVINCE and paper.state == "submitted" and province_approves([paper])[0]
    reached = line is not None and waits and takes(paper, line, stands_in=stands_in)
    refusal = ACCEPTS[line].allowed(actor, paper) if line and reached else None
    waits_for_head = line is Line.PROVINCE and paper.state == "submitted" and not stands_in
    return {
        "line": line,
        "may_approve": reached and refusal is None,
        "why_not": WAITS_FOR_HEAD if waits_for_head else refusal,
        "may_return": line is not None and waits and not paper.accepted_by_line(line)
        and not (line is Line.DEPARTMENT and paper.approved_at is None),
        "way": _way(paper),
    }  # fmt: skip


def _way(paper: Report | Correction) -> list[dict[str, Any]]:
    """Return where a paper is on its way, as steps: sent, approved, accepted by department and by province."""
    steps = [
        (_("ส่ง"), paper.submitted_at, paper.submitted_by),
        (_("หัวหน้าหน่วยงานอนุมัติ"), paper.approved_at, paper.approved_by),
        (_("กรมรับรอง"), paper.department_at, paper.department_by),
        (_("จังหวัดรับรอง"), paper.province_at, paper.province_by),
    ]
    sent = paper.state not in {"draft", "returned"}
    done = [sent if number == 0 else at is not None for number, (_what, at, _who) in enumerate(steps)]
    # both lines are next at the same time: neither waits for the other
    next_one = done.index(False) if False in done else len(steps)
    return [
        {
            "what": what, "state": "done" if done[number] else "now" if number == next_one or (
                number > 1 and done[1]) else "next",
            "meta": f"{who.full_name} · {moment(at)}" if done[number] and who else moment(at) if done[number] and at
            else "",
        }
        for number, (what, at, who) in enumerate(steps)
    ]  # fmt: skip
