"""Addresses of cases and referrals."""

from __future__ import annotations

from django.urls import path

from prasan.referrals.pages import case, lists, referral

urlpatterns = [
    path("referrals", lists.referrals, name="referrals"),
    path("referrals/<int:referral>", referral.referral, name="referral"),
    path("referrals/<int:referral>/do", referral.referral_do, name="referral_do"),
    path("cases/new", case.case_new, name="case_new"),
    path("cases/<int:case>", case.case, name="case"),
    path("cases/<int:case>/refer", case.case_refer, name="case_refer"),
]
