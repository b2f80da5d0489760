"""Addresses of cases and referrals."""

from __future__ import annotations

from django.urls import path

from prasan.referrals.drives import pages as volunteers
from prasan.referrals.guests import pages as guests
from prasan.referrals.pages import case, drives, figures, keeping, languages, lists, outreach, referral
from prasan.referrals.tracking import hook
from prasan.referrals.tracking import pages as tracking

urlpatterns = [
    path("referrals", lists.referrals, name="referrals"),
    path("referrals/figures", figures.referral_figures, name="referral_figures"),
    path("referrals/reach", figures.referral_reach, name="referral_reach"),
    path("referrals/gaps", figures.referral_gaps, name="referral_gaps"),
    path("referrals/<int:referral>", referral.referral, name="referral"),
    path("referrals/<int:referral>/do", referral.referral_do, name="referral_do"),
    path("cases/new", case.case_new, name="case_new"),
    path("cases/<int:case>", case.case, name="case"),
    path("cases/<int:case>/refer", case.case_refer, name="case_refer"),
    path("cases/<int:case>/slip.pdf", keeping.case_slip, name="case_slip"),
    path("cases/<int:case>/keep", keeping.case_keep, name="case_keep"),
    path("referrals/<int:referral>/link", keeping.referral_link, name="referral_link"),
    path("referrals/<int:referral>/reason", keeping.referral_reason, name="referral_reason"),
    path("referrals/<int:referral>/papers/sign", keeping.referral_sign, name="referral_sign"),
    path("referrals/<int:referral>/papers.pdf", keeping.referral_papers, name="referral_papers"),
    path("outreach", outreach.outreach, name="outreach"),
    path("outreach/new", outreach.outreach_new, name="outreach_new"),
    path("outreach/<int:outreach>", outreach.outreach_list, name="outreach_list"),
    path("outreach/<int:outreach>/do", outreach.outreach_do, name="outreach_do"),
    path("outreach/lines/<int:outreach_line>", outreach.outreach_line, name="outreach_line"),
    path("outreach/lines/<int:outreach_line>/do", outreach.outreach_line_do, name="outreach_line_do"),
    path("languages", languages.languages, name="languages"),
    path("languages/<int:language>", languages.language, name="language"),
    path("languages/<int:language>/do", languages.language_do, name="language_do"),
    path("languages/<int:language>/texts.csv", languages.language_texts, name="language_texts"),
    path("languages/<int:language>/preview", languages.language_preview, name="language_preview"),
    path("languages/<int:language>/slip.pdf", languages.language_slip, name="language_slip"),
    path("drives", drives.drives, name="drives"),
    path("drives/new", drives.drive_new, name="drive_new"),
    path("drives/<int:drive>", drives.drive, name="drive"),
    path("drives/<int:drive>/do", drives.drive_do, name="drive_do"),
    path("drives/entries/<int:drive_entry>", drives.drive_entry, name="drive_entry"),
    path("drives/entries/<int:drive_entry>/do", drives.drive_entry_do, name="drive_entry_do"),
    path("v/worker.js", volunteers.drive_worker, name="drive_worker"),
    path("v/<str:secret>", volunteers.drive_form, name="drive_form"),
    path("v/<str:secret>/entries", volunteers.drive_entries, name="drive_entries"),
    path("g/<str:secret>", guests.guest, name="guest"),
    path("line/webhook", hook.line_webhook, name="line_webhook"),
    path("t/", tracking.track, name="track"),
    path("t/do", tracking.track_do, name="track_do"),
    path("t/out", tracking.track_out, name="track_out"),
    path("t/services", tracking.track_services, name="track_services"),
    path("t/line", tracking.track_line, name="track_line"),
    path("t/data", tracking.track_data, name="track_data"),
]
