"""What every page of the directory needs: render, and run a form's command with its errors kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from prasan.platform.commands import Command, RuleBroken, perform
from prasan.platform.web.asking import actor_of


def draw(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a page of this room."""
    return render(request, f"directory/{template}.html", context, status=status, using="jinja2")


def carry_out(request: HttpRequest, form: forms.Form, command: Command[Any]) -> Any:
    """Perform a command; a broken rule becomes an error of its field (or of the form) and gives None."""
    try:
        return perform(actor_of(request), command)
    except RuleBroken as broken:
        form.add_error(broken.field if broken.field in form.fields else None, str(broken.text))
        return None
