"""Addresses of the development plans."""

from django.urls import path

from prasan.plans.devplan import pages, pages_import

urlpatterns = [
    path("plans/development", pages.dev_nation, name="dev_nation"),
    path("plans/development/new", pages.dev_line_new, name="dev_line_new"),
    path("plans/development/import", pages_import.dev_import, name="dev_import"),
    path("plans/development/template", pages_import.dev_template, name="dev_template"),
    path("plans/development/sent/<str:token>", pages_import.dev_sent, name="dev_sent"),
    path("plans/development/area/<str:area>", pages.dev_province, name="dev_province"),
    path("plans/development/<int:line>", pages.dev_line, name="dev_line"),
    path("plans/development/<int:line>/edit", pages.dev_line_edit, name="dev_line_edit"),
    path("plans/development/<int:line>/move", pages.dev_line_move, name="dev_line_move"),
    path("plans/development/<int:line>/link", pages.dev_line_link, name="dev_line_link"),
    path("plans/development/<int:line>/remove", pages.dev_line_remove, name="dev_line_remove"),
]
