"""Addresses of accounting reports."""

from django.urls import path

from prasan.plans.accounts import pages

urlpatterns = [
    path("plans/accounts", pages.accounts, name="accounts"),
    path("plans/accounts/sent/<str:token>", pages.account_sent, name="account_sent"),
    path("plans/accounts/maps/<int:column_map>", pages.account_map, name="account_map"),
    path("plans/accounts/money/<int:line>", pages.account_money, name="account_money"),
    path("plans/accounts/<int:report>", pages.account_report, name="account_report"),
    path("plans/accounts/<int:report>/lines/<int:line>", pages.account_decide, name="account_decide"),
]
