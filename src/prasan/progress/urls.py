"""Addresses of the room progress."""

from django.urls import path

from prasan.progress.calls import composing, filling
from prasan.progress.calls import pages as calls
from prasan.progress.exemptions import pages as exemptions
from prasan.progress.offline import pages as offline
from prasan.progress.pages import columnmaps, corrections, evidence, form, lists, loads, openings, report, workbook
from prasan.progress.tallies import pages as tallies

urlpatterns = [
    path("reports", lists.reports, name="reports"),
    path("reports/open", form.report_open, name="report_open"),
    path("reports/waiting", lists.report_queue, name="report_queue"),
    path("reports/approve", lists.report_bulk, name="report_bulk"),
    path("reports/chase", lists.report_chase, name="report_chase"),
    path("reports/offline", offline.offline_page, name="offline_page"),
    path("reports/offline.json", offline.offline_forms, name="offline_forms"),
    path("reports/offline-worker.js", offline.offline_worker, name="offline_worker"),
    path("reports/workbook", workbook.workbook, name="workbook"),
    path("reports/workbook/office", workbook.workbook_office, name="workbook_office"),
    path("reports/workbook/province", workbook.workbook_province, name="workbook_province"),
    path("reports/workbook/filled/<str:token>", workbook.workbook_filled, name="workbook_filled"),
    path("reports/files", columnmaps.column_maps, name="column_maps"),
    path("reports/files/add", columnmaps.column_map_add, name="column_map_add"),
    path("reports/files/<int:column_map>", columnmaps.column_map_edit, name="column_map_edit"),
    path("reports/files/<int:column_map>/export", columnmaps.column_map_export, name="column_map_export"),
    path("reports/<int:pk>/workbook", workbook.report_workbook, name="report_workbook"),
    path("reports/tallies", tallies.tallies, name="tallies"),
    path("reports/exemptions", exemptions.exemptions, name="exemptions"),
    path("reports/exemptions/<int:exemption>", exemptions.exemption_decide, name="exemption_decide"),
    path("reports/<int:pk>", report.report, name="report"),
    path("reports/<int:pk>/evidence", evidence.report_evidence, name="report_evidence"),
    path("reports/<int:pk>/evidence/<int:evidence>", evidence.evidence_file, name="evidence_file"),
    path("reports/<int:pk>/evidence/<int:evidence>/remove", evidence.evidence_remove, name="evidence_remove"),
    path("reports/<int:pk>/items/<int:number>/exempt", exemptions.exemption_ask, name="exemption_ask"),
    path("reports/<int:pk>/items/<int:number>", form.report_item, name="report_item"),
    path("reports/<int:pk>/check", form.report_check, name="report_check"),
    path("reports/<int:pk>/receipt", form.report_receipt, name="report_receipt"),
    path("reports/<int:pk>/approve", report.report_approve, name="report_approve"),
    path("reports/<int:pk>/return", report.report_return, name="report_return"),
    path("reports/<int:pk>/correct", corrections.report_correct, name="report_correct"),
    path("reports/openings", openings.openings, name="openings"),
    path("reports/corrections/<int:pk>", corrections.correction, name="correction"),
    path("reports/corrections/<int:pk>/approve", corrections.correction_approve, name="correction_approve"),
    path("reports/corrections/<int:pk>/return", corrections.correction_return, name="correction_return"),
    path("reports/corrections/<int:pk>/withdraw", corrections.correction_withdraw, name="correction_withdraw"),
    path("calls", calls.calls, name="calls"),
    path("calls/new", composing.call_new, name="call_new"),
    path("calls/sets/<int:office_set>/remove", calls.office_set_remove, name="office_set_remove"),
    path("calls/answers/<int:answer>", filling.call_answer, name="call_answer"),
    path("calls/answers/<int:answer>/form", filling.call_answer_form, name="call_answer_form"),
    path("calls/answers/<int:answer>/fill", filling.call_answer_fill, name="call_answer_fill"),
    path("calls/<int:call>", calls.call, name="call"),
    path("calls/<int:call>/edit", composing.call_edit, name="call_edit"),
    path("calls/<int:call>/preview", composing.call_preview, name="call_preview"),
    path("calls/<int:call>/send", calls.call_send, name="call_send"),
    path("calls/<int:call>/close", calls.call_close, name="call_close"),
    path("calls/<int:call>/reopen", calls.call_reopen, name="call_reopen"),
    path("calls/<int:call>/extend", calls.call_extend, name="call_extend"),
    path("calls/<int:call>/chase", calls.call_chase, name="call_chase"),
    path("calls/<int:call>/remove", calls.call_remove, name="call_remove"),
    path("calls/<int:call>/export", calls.call_export, name="call_export"),
    path("figures/loads", loads.figure_loads, name="figure_loads"),
    path("figures/<slug:indicator>/<str:area>/<int:period>", report.figure_source, name="figure_source"),
]
