"""Upkeep of the limit from which an indicator's figures warn."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from prasan.kernel.digits import format_scaled
from prasan.platform.commands import RuleBroken, perform
from prasan.platform.web.asking import actor_of
from prasan.registers import policy as may
from prasan.registers.commands.limits import MOST_MONTHS, MOST_PER_CENT, DropWarningLimit, SetWarningLimit
from prasan.registers.models import Indicator, WarningLimit
from prasan.registers.pages.frame import READ_WRITE, allowed, carry_out, done, draw, indicator_or_404
from prasan.registers.typed import scaled


class LimitForm(forms.Form):
    """From which value on a figure warns."""

    side = forms.ChoiceField(
        label=gettext_lazy("เตือนเมื่อค่า"), widget=forms.RadioSelect,
        choices=[("above", gettext_lazy("ถึงหรือสูงกว่าเกณฑ์")), ("below", gettext_lazy("ถึงหรือต่ำกว่าเกณฑ์"))],
    )  # fmt: skip
    value = forms.CharField(label=gettext_lazy("เกณฑ์"), max_length=60)
    hold = forms.IntegerField(
        label=gettext_lazy("ติดกันกี่เดือนจึงเตือน"), min_value=1, max_value=MOST_MONTHS, initial=1,
        help_text=gettext_lazy("เดือนที่ยังไม่มีค่าที่จังหวัดรับรองไม่นับและไม่ตัดช่วง"),
    )  # fmt: skip
    clear = forms.IntegerField(
        label=gettext_lazy("กลับมาห่างจากเกณฑ์กี่เปอร์เซ็นต์จึงเลิกเตือน"), min_value=0, max_value=MOST_PER_CENT, initial=5
    )

    def __init__(self, indicator: Indicator, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.indicator = indicator
        self.fields["value"].help_text = _("หน่วยเป็น%(unit)s ต่อเดือนต่อจังหวัด") % {"unit": indicator.unit}

    def clean_value(self) -> int:
        """Return the typed limit as the indicator scales its figures."""
        try:
            return scaled(self.cleaned_data["value"], self.indicator) or 0
        except RuleBroken as problem:
            raise forms.ValidationError(problem.text) from None


@require_http_methods(READ_WRITE)
def warning_limit(request: HttpRequest, indicator: str) -> HttpResponse:
    """Set the limit of an indicator."""
    found = indicator_or_404(request, indicator)
    allowed(may.can_change_indicator(actor_of(request), found))
    kept = WarningLimit.objects.filter(indicator=found).first()
    initial = {"side": "below" if kept is not None and kept.below is not None else "above"}
    if kept is not None:
        initial |= {"value": format_scaled(kept.value, found.decimals), "hold": kept.hold, "clear": kept.clear}
    form = LimitForm(found, request.POST or None, initial=initial)
    back = reverse("indicator", args=[found.code])
    if form.is_valid():
        given = form.cleaned_data
        command = SetWarningLimit(
            indicator_id=found.pk, hold=given["hold"], clear=given["clear"], **{given["side"]: given["value"]}
        )
        if carry_out(request, form, command) is not None:
            return done(request, _("ตั้งเกณฑ์เตือนแล้ว ระบบตรวจทุกเช้า"), back)
    context = {"form": form, "indicator": found, "kept": kept, "back": back}
    return draw(request, "warning_limit", context, 422 if form.is_bound else 200)


@require_POST
def warning_limit_drop(request: HttpRequest, indicator: str) -> HttpResponse:
    """Take the limit of an indicator away."""
    found = indicator_or_404(request, indicator)
    perform(actor_of(request), DropWarningLimit(indicator_id=found.pk))
    return done(request, _("เลิกเกณฑ์เตือนแล้ว"), reverse("indicator", args=[found.code]))
