"""How an account is secured: the second factor of one who lost it, and one's own sessions."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prasan.directory import commands as do
from prasan.directory import forms, policy
from prasan.directory.pages.accounts import READ_WRITE, allowed
from prasan.directory.pages.browse import person_or_404
from prasan.directory.pages.frame import carry_out, draw
from prasan.platform.web.asking import actor_of


@require_http_methods(READ_WRITE)
def second_factor_reset(request: HttpRequest, person: int) -> HttpResponse:
    """Take away the second factors of a person who lost them, with a reason."""
    found = person_or_404(person)
    allowed(policy.can_close_account(actor_of(request), found))
    data = request.POST if request.method == "POST" else None
    form = forms.ReasonForm(data)
    if data is not None and form.is_valid():
        command = do.ResetSecondFactor(target_id=found.pk, **form.cleaned_data)
        if carry_out(request, form, command) is not None:
            messages.success(request, _("ยกเลิกการยืนยันตัวตนสองชั้นแล้ว เจ้าของบัญชีได้รับอีเมลแจ้ง"))
            return redirect("person", found.pk)
    context = {
        "form": form,
        "title": _("ยกเลิกการยืนยันตัวตนสองชั้น"),
        "person": found,
        "submit": _("ยกเลิกการยืนยันตัวตนสองชั้น"),
        "told": _("ตรวจก่อนว่าผู้ขอเป็นเจ้าของบัญชีจริง แอป พาสคีย์ และรหัสกู้คืนรวม %(n)s รายการจะใช้ไม่ได้อีก")
        % {"n": Authenticator.objects.filter(user=found).count()},
    }
    return draw(request, "person_form", context, 422 if data is not None else 200)


@require_POST
def session_end(request: HttpRequest, session: int) -> HttpResponse:
    """End one of one's own sessions: that device has to sign in again."""
    found = UserSession.objects.filter(pk=session, user_id=actor_of(request).person_id).first()
    if found is not None:
        found.end()
        messages.success(request, _("ออกจากระบบในอุปกรณ์นั้นแล้ว"))
    return redirect("usersessions_list")
