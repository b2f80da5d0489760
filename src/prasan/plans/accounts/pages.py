"""Pages of accounting reports: the list, sending a file, its preview, one report with its rows, column maps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.directory.forms import DateField
from prasan.kernel.fiscal import fiscal_year, month_index, month_start
from prasan.plans.accounts import queries
from prasan.plans.accounts.commands import DecideAccount, KeepAccounts, LoadAccounts, SaveAccountMap
from prasan.plans.accounts.matching import Matcher, state_of
from prasan.plans.accounts.policy import can_edit_account_map, can_keep_report, reach
from prasan.plans.accounts.reading import FIELDS, TOTALS, Read
from prasan.plans.intake.pages import kept_file
from prasan.plans.models import AccountMap, AccountReport, SentFile
from prasan.plans.pages.common import key_of, page
from prasan.plans.pages.words import baht
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.ui.filters import thaidate
from prasan.platform.web.asking import actor_of

READ_WRITE = ["GET", "HEAD", "POST"]
SHOWN = 60
"""Rows of one fate on a page."""


def fates() -> dict[str, tuple[str, str]]:
    """Return (shape, word) of each fate."""
    return {
        "matched": ("done", _("จับคู่แล้ว")), "unmatched": ("late", _("ยังไม่จับคู่")), "aside": ("not_applicable", _("พักไว้")),
    }  # fmt: skip


def month_of(period: int) -> str:
    """Return the name of a fiscal month such as 256909."""
    return thaidate(month_start(period // 100, period % 100), "month")


class SendForm(forms.Form):
    """An accounting file with its month, its day and its column map."""

    period = forms.ChoiceField()
    as_of = DateField()
    map = forms.ChoiceField()
    file = forms.FileField()

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"auto_id": "f-%s", **more})
        today = timezone.localdate()
        index = fiscal_year(today) * 12 + month_index(today) - 1
        months = [(one // 12) * 100 + one % 12 + 1 for one in range(index, index - 24, -1)]
        known: dict[str, Any] = dict(self.fields)
        known["period"].choices = [(one, month_of(one)) for one in months]
        known["map"].choices = [
            (one.pk, one.name if one.verified else f"{one.name} ({_('ยังไม่ยืนยัน')})") for one in maps()
        ]
        words = (
            ("period", _("งวดเดือน")),
            ("as_of", _("ข้อมูล ณ วันที่")),
            ("map", _("ผังคอลัมน์")),
            ("file", _("ไฟล์ xlsx หรือ csv")),
        )
        for name, label in words:
            known[name].label = label
            known[name].error_messages["required"] = _("โปรดกรอกช่องนี้")


def maps() -> list[AccountMap]:
    """Return the column maps."""
    return list(AccountMap.objects.order_by("name"))


@require_http_methods(READ_WRITE)
def accounts(request: HttpRequest) -> HttpResponse:
    """List the reports of the seat's reach; send a new one."""
    actor = actor_of(request)
    form = SendForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        command = KeepAccounts(
            file_name=told["file"].name, content=told["file"].read(), period=int(told["period"]), as_of=told["as_of"],
            map_id=int(told["map"]), key=key_of(request),
        )  # fmt: skip
        try:
            return redirect("account_sent", perform(actor, command).token)
        except RuleBroken as broken:
            form.add_error(broken.field if broken.field in form.fields else "file", ValidationError(str(broken.text)))
    found = AccountReport.objects.visible_to(actor).select_related("agency", "area").defer("area__boundary")
    context = {
        "reports": [(one, month_of(one.period)) for one in found[:SHOWN]], "form": form, "baht": baht, "maps": maps(),
        "may_send": reach(actor) is not None, "may_map": can_edit_account_map(actor, AccountMap()) is None,
    }  # fmt: skip
    return page(request, "accounts", context, 422 if form.errors else 200)


@require_http_methods(READ_WRITE)
def account_sent(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a file holds and how its rows would be matched; POST loads it."""
    found, broken = kept_file(request, token, SentFile.Kind.ACCOUNTS), ""
    if request.method == "POST":
        command = LoadAccounts(target_id=found.pk, key=key_of(request))
        try:
            perform(actor_of(request), command)
        except RuleBroken as error:
            broken = str(error.text)
        else:
            messages.success(request, _("นำเข้ารายงานการเบิกจ่ายแล้ว"))
            return redirect("account_report", command.made.pk) if command.made else redirect("accounts")
    read = Read.from_json(found.content)
    matcher = Matcher(found.content["period"] // 100, found.content)
    rows = [(one, *matcher.find(one.key, one.budget_code, one.office, one.source)) for one in read.rows]
    count = {
        "matched": sum(1 for row in rows if row[1]), "aside": sum(1 for row in rows if row[3]), "all": len(rows),
    }  # fmt: skip
    context = {
        "sent": found, "bad": read.bad[:500], "count": count, "baht": baht, "broken": broken,
        "month": month_of(found.content["period"]), "totals": [(FIELDS[name], read.total(name)) for name in TOTALS],
        "rows": [
            (one, "matched" if money else "aside" if aside else "unmatched",
             matcher.by_pk[money].label if money else aside)
            for one, money, _how, aside in rows[:SHOWN]
        ], "fates": fates(), "applied": found.applied,
    }  # fmt: skip
    return page(request, "account_sent", context, 409 if broken else 200)


def find(request: HttpRequest, pk: int) -> AccountReport:
    """Return a report that the actor reads; 404 otherwise."""
    rows = AccountReport.objects.visible_to(actor_of(request)).select_related("agency", "area", "by")
    found = rows.defer("area__boundary", "area__grams").filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบรายงานนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


@require_safe
def account_report(request: HttpRequest, report: int) -> HttpResponse:
    """Show a report: totals that add up to the file, and its rows by fate."""
    return _report(request, find(request, report))


def _report(request: HttpRequest, found: AccountReport, error: str = "") -> HttpResponse:
    sums = queries.totals(found)
    fate = request.GET.get("fate", "")
    fate = fate if fate in queries.FATES else "unmatched" if sums["unmatched"].rows else "matched"
    rows = list(queries.lines(found, fate).select_related("office").order_by("pk")[:SHOWN])
    matcher = Matcher(found.period // 100, {"agency_id": found.agency_id, "area_id": found.area_id})
    may = can_keep_report(actor_of(request), found) is None
    context = {
        "report": found, "month": month_of(found.period), "sums": sums, "fate": fate, "fates": fates(), "baht": baht,
        "totals": TOTALS, "words": FIELDS, "may": may, "error": error,
        "file": {name: getattr(found, name) for name in TOTALS},
        "rows": [
            (one, _target(matcher, one), _near(matcher, one) if may and fate == "unmatched" else []) for one in rows
        ],
    }  # fmt: skip
    return page(request, "account_report", context, 409 if error else 200)


def _target(matcher: Matcher, line: Any) -> Any:
    return matcher.by_pk.get(line.money_id) if line.money_id else None


def _near(matcher: Matcher, line: Any) -> list[tuple[int, str]]:
    return [(one.money.pk, one.label) for one in matcher.nearest(line)]


@require_POST
def account_decide(request: HttpRequest, report: int, line: int) -> HttpResponse:
    """Decide about one row of a report."""
    money = request.POST.get("money", "")
    command = DecideAccount(
        target_id=report, line=line, money=int(money) if money.isdigit() and len(money) < 18 else None,
        aside=request.POST.get("aside", "")[:300], key=key_of(request),
    )  # fmt: skip
    asked = request.POST.get("do", "")
    try:
        if asked == "aside" and not command.aside.strip():
            raise RuleBroken(_("โปรดบอกเหตุผลที่พักแถวนี้ไว้"), field="aside")
        if asked == "match" and command.money is None:
            raise RuleBroken(_("โปรดเลือกเงินในแผนที่จะจับคู่"), field="money")
        if asked == "aside":
            command.money = None
        elif asked == "match":
            command.aside = ""
        perform(actor_of(request), command)
    except RuleBroken as broken:
        return _report(request, find(request, report), str(broken.text))
    messages.success(request, _("บันทึกแล้ว ไฟล์งวดหน้าจะจำไว้"))
    return redirect("account_report", report)


@require_safe
def account_money(request: HttpRequest, line: int) -> HttpResponse:
    """Show what reports did to one line of a plan's money, newest first."""
    from prasan.plans.models import MoneyLine, Plan

    rows = MoneyLine.objects.filter(pk=line, project__plan__in=Plan.objects.visible_to(actor_of(request)).order_by())
    found = rows.select_related("project__plan__area", "project__plan__group", "project__plan__agency").first()
    if found is None:
        raise Refused(_("ไม่พบเงินรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    changes = found.changes.select_related("report").order_by("-pk")
    seen = set(AccountReport.objects.visible_to(actor_of(request)).values_list("pk", flat=True))
    names = [name for name in state_of(found) if name != "as_of"]
    context = {
        "money": found, "baht": baht, "words": FIELDS,
        "changes": [(one, one.report_id in seen, [
            (FIELDS[name], one.before[name], one.after[name]) for name in names if one.before[name] != one.after[name]
        ]) for one in changes],
    }  # fmt: skip
    return page(request, "account_money", context)


@require_http_methods(READ_WRITE)
def account_map(request: HttpRequest, column_map: int) -> HttpResponse:
    """Edit a column map; 0 adds one."""
    found = AccountMap.objects.filter(pk=column_map).first() or AccountMap()
    refusal = can_edit_account_map(actor_of(request), found)
    if refusal is not None:
        raise Refused(refusal)
    told: Any = {"map_name": found.name, "system": found.system, "remark": found.remark, "verified": found.verified}
    columns, errors = dict(found.columns), {}
    if request.method == "POST":
        told = {name: request.POST.get(name, "")[:300] for name in ("map_name", "system", "remark")}
        told["verified"] = bool(request.POST.get("verified"))
        columns = {name: request.POST.get(name, "")[:120] for name in FIELDS}
        command = SaveAccountMap(target_id=found.pk, columns=columns, key=key_of(request), **told)
        try:
            perform(actor_of(request), command)
        except RuleBroken as broken:
            errors = {broken.field: str(broken.text)}
        else:
            messages.success(request, _("บันทึกผังแล้ว"))
            return redirect("accounts")
    context = {"found": found, "told": told, "columns": columns, "fields": FIELDS, "errors": errors}
    return page(request, "account_map", context, 422 if errors else 200)
