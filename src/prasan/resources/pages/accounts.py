"""Pages of the accounts between offices: books by counterpart, postings, one posting, settling, reversing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.directory.models import Office
from prasan.kernel.digits import to_arabic
from prasan.platform.commands import RuleBroken, perform
from prasan.platform.listings import LISTINGS, Choice, Column, Days, Listing
from prasan.resources import policy as may
from prasan.resources.commands import Reverse, Settle
from prasan.resources.forms import BahtField
from prasan.resources.models import Posting
from prasan.resources.pages import common
from prasan.resources.queries_accounts import balances, due


@require_safe
def resource_accounts(request: HttpRequest) -> HttpResponse:
    """An office's books by counterpart: what it lent, carried, is owed. One's own unless an office is told."""
    actor = common.actor_of(request)
    code = request.GET.get("office", "")
    office = _office(code=code) if code else _office(pk=actor.office_id)
    rows = balances(actor, office.pk)
    return common.draw(request, "accounts", {
        "office": office, "rows": rows, "own": office.pk == actor.office_id,
        "settles": may.lends(actor) and office.pk == actor.office_id,
        "total": {
            "lent": sum(one.lent for one in rows), "carried": sum(one.carried for one in rows),
            "due": sum(one.due for one in rows),
        },
    })  # fmt: skip


def _office(**which: Any) -> Office:
    found = Office.objects.filter(**which).defer("grams").first()
    if found is None:
        raise common.not_found()
    return found


@dataclass(frozen=True)
class With:
    """Postings of an office, or between two: `office` and `with` hold codes."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The names in the address."""
        return "office", "with"

    def clean(self, asked: Mapping[str, str], actor: Any) -> tuple[str, ...] | None:
        """Return the codes that are told."""
        told = tuple(code[:40] for key in self.keys if (code := asked.get(key, "").strip()))
        return told or None

    def apply(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Return the rows in which each of the offices stands on one of the sides."""
        for code in value:
            rows = rows.filter(Q(lender__code=code) | Q(borrower__code=code))
        return rows

    def shown(self, value: Any, actor: Any) -> str:
        """Return the words of the chip."""
        return " – ".join(value)


class Postings(Listing):
    """Postings in which an actor reads one side, the newest first."""

    name, title, url_name = "resources.postings", gettext_lazy("รายการบัญชีทรัพยากร"), "resource_postings"
    columns = (
        Column("day", gettext_lazy("วันที่"), "day", sort=True, kind="date"),
        Column("kind", gettext_lazy("รายการ"), "kind", choices=dict(Posting.Kind.choices)),
        Column("resource", gettext_lazy("ทรัพยากร"), "booking__resource__name", width=40),
        Column("booking", gettext_lazy("การจอง"), "booking", headed=False),
        Column("lender", gettext_lazy("หน่วยงานเจ้าของ"), "lender__name_th", width=35),
        Column("borrower", gettext_lazy("ผู้ยืม"), "borrower__name_th", width=35),
        Column("total", gettext_lazy("ค่าใช้จ่ายทั้งหมด (สตางค์)"), "total", kind="number"),
        Column("charged", gettext_lazy("ผู้ยืมค้างเพิ่ม (สตางค์)"), "charged", kind="number"),
        Column("document", gettext_lazy("เลขที่เอกสาร"), "document", headed=False),
    )
    filters = (
        With(),
        Choice("kind", gettext_lazy("รายการ"), "kind", Posting.Kind.choices),
        Days("day", gettext_lazy("วันที่"), "day"),
    )
    order, size = "-day", 25

    def rows(self, actor: Any) -> QuerySet[Any]:
        """Return the postings that the actor reads."""
        found: QuerySet[Any] = Posting.objects.visible_to(actor)
        return found

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the addresses of the posting and its booking."""
        row["url"] = reverse("resource_posting", args=[row["pk"]])
        row["loan"] = reverse("resource_booking", args=[row["booking"]]) if row["booking"] else ""
        return row


@require_safe
def resource_postings(request: HttpRequest) -> HttpResponse:
    """List the postings."""
    page = LISTINGS[Postings.name].page(common.actor_of(request), request.GET, request.path)
    kinds = [("", _("ทั้งหมด")), *Posting.Kind.choices]
    return common.draw(request, "postings", {"page": page, "kinds": kinds})


@require_safe
def resource_posting(request: HttpRequest, resource_posting: int) -> HttpResponse:
    """Show one posting with its lines, what it undid and what undid it."""
    return _shown(request, _posting(request, resource_posting))


def _posting(request: HttpRequest, pk: int) -> Posting:
    rows = Posting.objects.visible_to(common.actor_of(request)).select_related(
        "lender", "borrower", "booking__resource", "reversed_by", "seat__office"
    )
    skipped = ("lender__grams", "borrower__grams", "booking__resource__grams", "seat__office__grams")
    found: Posting | None = rows.defer(*skipped).filter(pk=pk).first()
    if found is None:
        raise common.not_found()
    return found


def _shown(request: HttpRequest, one: Posting, error: RuleBroken | None = None) -> HttpResponse:
    actor = common.actor_of(request)
    undone = getattr(one, "reversed_by", None)
    names = {one.lender_id: one.lender.name, one.borrower_id: one.borrower.name}
    lines = [(names[line.office_id], line.get_account_display(), line.amount) for line in one.lines.all()]
    can = may.can_reverse(actor, one) is None and undone is None and one.kind != Posting.Kind.REVERSAL
    return common.draw(request, "posting", {
        "one": one, "lines": lines, "undone": undone, "reverses": can, "typed": request.POST, **common.wrong(error),
        "by_days": one.kind == Posting.Kind.CHARGE and one.days is not None,
    }, status=409 if error else 200)  # fmt: skip


@require_POST
def resource_posting_reverse(request: HttpRequest, resource_posting: int) -> HttpResponse:
    """Undo a posting, or reckon a loan anew; what was typed stays where it is refused."""
    one = _posting(request, resource_posting)
    plain = to_arabic(request.POST.get("days", "")).strip()
    days = int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 6 else -1 if plain else None
    try:
        made = perform(
            common.actor_of(request),
            Reverse(posting_id=one.pk, days=days, reason=request.POST.get("reason", "")),
        )
    except RuleBroken as broken:
        return _shown(request, one, broken)
    return common.done(request, _("กลับรายการแล้ว รายการเดิมยังอยู่"), reverse("resource_posting", args=[made.pk]))


class SettleForm(forms.Form):
    """What was paid, and the paper that shows it."""

    amount = BahtField(label=gettext_lazy("จำนวนเงินที่ได้รับ (บาท)"))
    document = forms.CharField(label=gettext_lazy("เลขที่หนังสือหรือใบเสร็จ"), max_length=100)
    note = forms.CharField(label=gettext_lazy("หมายเหตุ"), required=False, max_length=300)


@require_http_methods(common.READ_WRITE)
def resource_settle(request: HttpRequest, resource_borrower: int) -> HttpResponse:
    """Note that an office paid what it owed one's own."""
    actor, other = common.actor_of(request), _office(pk=resource_borrower)
    common.allowed(None if may.lends(actor) else may.ONLY_CREDITOR)
    form = SettleForm(request.POST or None, auto_id="f-%s")
    back = f"{reverse('resource_postings')}?office={actor.office_code}&with={other.code}"
    if form.is_valid() and common.carry_out(request, form, Settle(borrower_id=other.pk, **form.cleaned_data)):
        return common.done(request, _("บันทึกการชำระแล้ว"), back)
    owed = due(actor.office_id, other.pk)
    trail = [(_("บัญชีทรัพยากร"), reverse("resource_accounts")), (other.name, back), (_("บันทึกการชำระ"), "")]
    return common.form_page(
        request, form, title=_("บันทึกการชำระจาก %(office)s") % {"office": other.name}, submit=_("บันทึก"), back=back,
        sub=_("ค้างชำระอยู่ %(baht)s บาท") % {"baht": common.baht(max(0, owed))}, trail=trail,
    )  # fmt: skip
