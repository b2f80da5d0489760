"""Addresses of the room plans."""

from django.urls import path

from prasan.plans.accounts.urls import urlpatterns as accounts
from prasan.plans.cascade.pages import centre, matrix, offer, split, targets
from prasan.plans.devplan.urls import urlpatterns as development
from prasan.plans.labels.urls import urlpatterns as labels
from prasan.plans.pages import lists, plan, project

urlpatterns = [
    path("plans", lists.plans, name="plans"),
    path("plans/new", lists.plan_new, name="plan_new"),
    path("plans/projects", lists.projects, name="projects"),
    path("plans/policies/<int:policy>/split", targets.policy_split, name="policy_split"),
    path("plans/cascades", centre.cascades, name="cascades"),
    path("plans/cascades/new", centre.cascade_new, name="cascade_new"),
    path("plans/cascades/<int:cascade>", centre.cascade, name="cascade"),
    path("plans/cascades/<int:cascade>/edit", centre.cascade_edit, name="cascade_edit"),
    path("plans/cascades/<int:cascade>/preview", centre.cascade_preview, name="cascade_preview"),
    path("plans/cascades/<int:cascade>/send", centre.cascade_send, name="cascade_send"),
    path("plans/cascades/<int:cascade>/recall", centre.cascade_recall, name="cascade_recall"),
    path("plans/cascades/<int:cascade>/close", centre.cascade_close, name="cascade_close"),
    path("plans/cascades/<int:cascade>/chase", centre.cascade_chase, name="cascade_chase"),
    path("plans/cascades/<int:cascade>/decide/<int:item>", centre.cascade_decide, name="cascade_decide"),
    path("plans/cascades/<int:cascade>/activities/new", centre.expected_new, name="expected_new"),
    path("plans/cascades/<int:cascade>/activities/<int:expected>", centre.expected_edit, name="expected_edit"),
    path(
        "plans/cascades/<int:cascade>/activities/<int:expected>/remove", centre.expected_remove, name="expected_remove"
    ),
    path("plans/cascades/<int:cascade>/activities/<int:expected>/split", split.cascade_split, name="cascade_split"),
    path("plans/matrix", matrix.matrix, name="matrix"),
    path("plans/matrix/file", matrix.matrix_file, name="matrix_file"),
    path("plans/matrix/<int:policy>/<str:area>", matrix.matrix_cell, name="matrix_cell"),
    path("plans/offers/<int:offer>", offer.offer, name="offer"),
    path("plans/offers/<int:offer>/accept", offer.offer_accept, name="offer_accept"),
    path("plans/offers/<int:offer>/land", offer.offer_land, name="offer_land"),
    path("plans/offers/<int:offer>/items/<int:item>", offer.offer_answer, name="offer_answer"),
    path("plans/<int:plan>", plan.plan, name="plan"),
    path("plans/<int:plan>/copy", lists.plan_copy, name="plan_copy"),
    path("plans/<int:plan>/compare", plan.plan_compare, name="plan_compare"),
    path("plans/<int:plan>/history", plan.plan_history, name="plan_history"),
    path("plans/<int:plan>/submit", plan.plan_submit, name="plan_submit"),
    path("plans/<int:plan>/agree", plan.plan_agree, name="plan_agree"),
    path("plans/<int:plan>/return", plan.plan_return, name="plan_return"),
    path("plans/<int:plan>/approve", plan.plan_approve, name="plan_approve"),
    path("plans/<int:plan>/activate", plan.plan_activate, name="plan_activate"),
    path("plans/<int:plan>/revise", plan.plan_revise, name="plan_revise"),
    path("plans/<int:plan>/close", plan.plan_close, name="plan_close"),
    path("plans/<int:plan>/projects/<int:project>", project.plan_project, name="plan_project"),
    path("plans/<int:plan>/projects/<int:project>/link", project.plan_link, name="plan_link"),
    path("plans/<int:plan>/lines/<slug:part>/new", project.plan_line_new, name="plan_line_new"),
    path("plans/<int:plan>/lines/<slug:part>/<int:line>", project.plan_line, name="plan_line"),
    path("plans/<int:plan>/lines/<slug:part>/<int:line>/remove", project.plan_line_remove, name="plan_line_remove"),
    path("plans/<int:plan>/lines/<slug:part>/<int:line>/record", project.plan_line_record, name="plan_line_record"),
    *accounts,
    *development,
    *labels,
]
