"""Which indicator asks which groups (มิติการจำแนก): the groups there are, who asks them, and changing that."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from prasan.platform.commands import RuleBroken, perform
from prasan.platform.web.asking import actor_of
from prasan.registers import commands as do
from prasan.registers import policy as may
from prasan.registers.models import Dimension, Indicator
from prasan.registers.pages.frame import READ_WRITE, allowed, dimensions, done, draw, history, indicator_or_404

SHOWN = 50
"""Indicators a page."""


class GroupsForm(forms.Form):
    """The groups that an indicator asks for, and why they change."""

    splits = forms.MultipleChoiceField(
        label=gettext_lazy("ให้แยกตาม"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label=gettext_lazy("เหตุผล"), required=False, max_length=500)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **{"auto_id": "f-%s", **more})
        self.fields["splits"].choices = dimensions()  # type: ignore[attr-defined]
        self.fields["splits"].help_text = _("หน่วยงานกรอกยอดรวมและกลุ่มย่อย ส่วนต้องรวมเท่ายอด")


@require_safe
def dimension_list(request: HttpRequest) -> HttpResponse:
    """Show the groups with their members, and indicators in use: `?of=` a dimension, `all`, else those that ask any."""
    actor = actor_of(request)
    known = list(Dimension.objects.visible_to(actor).prefetch_related("members"))
    of = request.GET.get("of", "")
    rows = Indicator.objects.visible_to(actor).in_use().select_related("policy").order_by("code")
    if of in {one.code for one in known}:
        rows = rows.filter(splits__contains=[of])
    elif of != "all":
        of, rows = "", rows.exclude(splits=[])
    after = request.GET.get("after", "")[:60]
    found = list((rows.filter(code__gt=after) if after else rows)[: SHOWN + 1])
    names = {one.code: one.name for one in known}
    return draw(request, "dimensions", {
        "known": known, "of": of, "after": after, "more": found[SHOWN - 1].code if len(found) > SHOWN else "",
        "rows": [
            (one, " · ".join(names.get(it, it) for it in one.splits), may.can_change_indicator(actor, one) is None)
            for one in found[:SHOWN]
        ],
        "journal": f"{reverse('journal')}?model=registers.indicator", "now": timezone.now(),
    })  # fmt: skip


@require_http_methods(READ_WRITE)
def dimension_edit(request: HttpRequest, indicator: str) -> HttpResponse:
    """Change which groups an indicator asks for; figures that were reported keep theirs."""
    found = indicator_or_404(request, indicator)
    actor = actor_of(request)
    allowed(may.can_change_indicator(actor, found))
    form = GroupsForm(request.POST if request.method == "POST" else None, initial={"splits": found.splits})
    if request.method == "POST" and form.is_valid():
        order = [code for code, _name in dimensions()]
        chosen = sorted(form.cleaned_data["splits"], key=order.index)
        command = do.ChangeIndicator(
            target_id=found.pk, values={"splits": chosen}, reason=form.cleaned_data["reason"].strip()
        )
        try:
            perform(actor, command)
        except RuleBroken as broken:
            form.add_error(broken.field if broken.field in form.fields else None, str(broken.text))
        else:
            return done(request, _("บันทึกกลุ่มที่ให้แยกแล้ว มีผลกับรายงานที่กรอกต่อจากนี้"), reverse("dimensions"))
    context = {"form": form, "indicator": found, "history": history(request, found)}
    return draw(request, "dimension_edit", context, 422 if form.is_bound else 200)
