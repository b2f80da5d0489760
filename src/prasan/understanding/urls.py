"""Addresses of one understanding."""

from __future__ import annotations

from typing import Any

from django.urls import path

from prasan.understanding.pages import briefs, maps, questions

urlpatterns: list[Any] = [
    path("understanding", briefs.understanding, name="understanding"),
    path("understanding/briefs/add", briefs.understanding_brief_add, name="understanding_brief_add"),
    path("understanding/briefs/<int:understanding_brief>", briefs.understanding_brief, name="understanding_brief"),
    path(
        "understanding/briefs/<int:understanding_brief>/check",
        briefs.understanding_brief_check,
        name="understanding_brief_check",
    ),
    path(
        "understanding/briefs/<int:understanding_brief>/edit",
        briefs.understanding_brief_edit,
        name="understanding_brief_edit",
    ),
    path("understanding/briefs/<int:understanding_brief>/items/add", briefs.brief_item_add, name="brief_item_add"),
    path(
        "understanding/briefs/<int:understanding_brief>/map",
        maps.understanding_brief_map,
        name="understanding_brief_map",
    ),
    path(
        "understanding/briefs/<int:understanding_brief>/people",
        maps.understanding_brief_people,
        name="understanding_brief_people",
    ),
    path(
        "understanding/briefs/<int:understanding_brief>/items",
        maps.understanding_brief_items,
        name="understanding_brief_items",
    ),
    path(
        "understanding/briefs/<int:understanding_brief>/do/<slug:brief_act>",
        briefs.understanding_brief_act,
        name="understanding_brief_act",
    ),
    path("understanding/items/<int:brief_item>/edit", briefs.brief_item_edit, name="brief_item_edit"),
    path("understanding/items/<int:brief_item>/drop", briefs.brief_item_drop, name="brief_item_drop"),
    path("understanding/questions", questions.policy_questions, name="policy_questions"),
    path("understanding/questions/add", questions.policy_question_add, name="policy_question_add"),
    path("understanding/questions/<int:policy_question>", questions.policy_question, name="policy_question"),
]
