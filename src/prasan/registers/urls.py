"""Addresses of the room registers."""

from django.urls import path

from prasan.registers import pages

urlpatterns = [
    path("policies", pages.policies, name="policies"),
    path("policies/sets/<slug:code>", pages.policy_set, name="policy_set"),
    path("policies/rules", pages.rules, name="rules"),
    path("indicators/<slug:code>", pages.indicator, name="indicator"),
    path("indicators/<slug:code>/targets/<str:area>/<int:year>", pages.target_edit, name="target_edit"),
]
