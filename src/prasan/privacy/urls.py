"""Addresses of the protection of personal data."""

from __future__ import annotations

from django.urls import path

from prasan.privacy.pages import breaches, desk, destruction, erasing, records, retention

urlpatterns = [
    path("privacy", desk.privacy, name="privacy"),
    path("privacy/requests", desk.data_requests, name="data_requests"),
    path("privacy/holds", erasing.holds, name="holds"),
    path("privacy/holds/<int:hold>/lift", erasing.hold_lift, name="hold_lift"),
    path("privacy/erase/<int:worker>", erasing.erase, name="erase_worker"),
    path("privacy/records", records.records, name="records"),
    path("privacy/records/new", records.record_new, name="record_new"),
    path("privacy/records/<slug:processing_record>", records.record, name="record"),
    path("privacy/records/<slug:processing_record>/change", records.record_change, name="record_change"),
    path("privacy/records/<slug:processing_record>/do", records.record_do, name="record_do"),
    path("privacy/retention", retention.retention, name="retention"),
    path("privacy/retention/start", retention.retention_start, name="retention_start"),
    path("privacy/retention/terms/<slug:term>", retention.retention_term, name="retention_term"),
    path("documents/destruction", destruction.destructions, name="destructions"),
    path("documents/destruction/<int:documents>", destruction.destruction, name="destruction"),
    path("documents/destruction/<int:documents>/do", destruction.destruction_do, name="destruction_do"),
    path("privacy/breaches", breaches.breach_list, name="breaches"),
    path("privacy/breaches/new", breaches.breach_new, name="breach_new"),
    path("privacy/breaches/<int:breach>", breaches.breach, name="breach"),
    path("privacy/breaches/<int:breach>/do", breaches.breach_do, name="breach_do"),
]
