"""Addresses of the room progress."""

from django.urls import path

from prasan.progress.pages import form, lists, report

urlpatterns = [
    path("reports", lists.reports, name="reports"),
    path("reports/open", form.report_open, name="report_open"),
    path("reports/waiting", lists.report_queue, name="report_queue"),
    path("reports/approve", lists.report_bulk, name="report_bulk"),
    path("reports/chase", lists.report_chase, name="report_chase"),
    path("reports/<int:pk>", report.report, name="report"),
    path("reports/<int:pk>/items/<int:number>", form.report_item, name="report_item"),
    path("reports/<int:pk>/check", form.report_check, name="report_check"),
    path("reports/<int:pk>/receipt", form.report_receipt, name="report_receipt"),
    path("reports/<int:pk>/approve", report.report_approve, name="report_approve"),
    path("reports/<int:pk>/return", report.report_return, name="report_return"),
    path("reports/<int:pk>/reopen", report.report_reopen, name="report_reopen"),
    path("figures/<slug:indicator>/<str:area>/<int:period>", report.figure_source, name="figure_source"),
]
