"""What the pages of the registers share: render, run a verb, find rows, the history of a thing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from prasan.directory.models import Agency
from prasan.directory.pages.frame import carry_out
from prasan.platform.commands import COMMANDS, Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry
from prasan.platform.ui.filters import moment
from prasan.platform.ui.sources import source_words
from prasan.platform.web.asking import actor_of
from prasan.registers.models import Dimension, Indicator, Policy, PolicySet, Strategy

READ_WRITE = ["GET", "HEAD", "POST"]
__all__ = ["READ_WRITE", "actor_of", "carry_out"]


def draw(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a page of this room."""
    return render(request, f"registers/{name}.html", context, status=status, using="jinja2")


def allowed(refusal: Any) -> None:
    """Raise Refused where a policy has a reason against."""
    if refusal is not None:
        raise Refused(refusal)


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    submit: str,
    back: str,
    sub: str = "",
    note: str = "",
    trail: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    """Show a form: new, or with what was typed and what is wrong with it; `trail`, where not under the policies."""
    context = {"form": form, "title": title, "submit": submit, "back": back, "sub": sub, "note": note}
    context["trail"] = trail or [(_("นโยบาย"), reverse("policies")), (title, "")]
    return draw(request, "form", context, 422 if form.is_bound else 200)


def tried(form: forms.Form, actor: Any, verb: Any, fields: dict[str, str] | None = None) -> Any:
    """Carry out a verb of a form; what it refuses stands at its field, and None is returned.

    Parameters: `fields`, the form's field of a field of the verb, where they are called differently.
    """
    try:
        return perform(actor, verb)
    except RuleBroken as broken:
        field = (fields or {}).get(broken.field, broken.field)
        form.add_error(field if field in form.fields else None, str(broken.text))
        return None


def done(request: HttpRequest, text: str, where: str) -> HttpResponse:
    """Say that it is done and go on."""
    messages.success(request, text)
    return redirect(where)


def history(request: HttpRequest, *things: Any) -> list[dict[str, str]]:
    """Return the newest journal entries about some things, as lines of a timeline."""
    actor = actor_of(request)
    rows = [entry for one in things for entry in Entry.objects.about(one).visible_to(actor)[:20]]
    rows.sort(key=lambda entry: -entry.pk)
    found = []
    for entry in rows[:20]:
        verb = COMMANDS.get(entry.verb)
        what = str(verb.verb) if verb else entry.verb
        text = "" if entry.classification and actor.scope.masked else source_words(entry.reason)
        found.append({"what": what, "at": moment(entry.at), "who": entry.actor_label, "text": text})
    return found


def journal_of(thing: Any) -> str:
    """Return the address of everything the journal tells of a thing, empty where no room shows the journal."""
    try:
        return f"{reverse('journal')}?model={thing._meta.label_lower}&object={thing.pk}"
    except NoReverseMatch:
        return ""


def policy_address(one: Policy) -> str:
    """Return the address of a policy's own page, empty where no room shows one."""
    try:
        return reverse("policy", args=[one.pk])
    except NoReverseMatch:
        return ""


def set_or_404(request: HttpRequest, code: str) -> PolicySet:
    """Return a set by its code; 404 where there is none that the reader may see."""
    found = PolicySet.objects.visible_to(actor_of(request)).filter(code=code).select_related("replaces").first()
    if found is None:
        raise Refused(_("ไม่พบชุดนโยบายนี้"), status=404)
    return found


def policy_or_404(request: HttpRequest, pk: int, *, known: bool = False) -> Policy:
    """Return a policy; 404 where there is none that the reader may see (`known`: may know of)."""
    rows = Policy.objects.known_to(actor_of(request)) if known else Policy.objects.visible_to(actor_of(request))
    rows = rows.select_related("policy_set", "owner", "lead", "strategy")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบนโยบายนี้"), status=404)
    return found


def indicator_or_404(request: HttpRequest, code: str) -> Indicator:
    """Return an indicator by its code; 404 where there is none that the reader may see."""
    rows = Indicator.objects.visible_to(actor_of(request))
    found = rows.select_related("policy__policy_set", "policy__owner", "lead", "warning").filter(code=code).first()
    if found is None:
        raise Refused(_("ไม่พบตัวชี้วัดนี้"), status=404)
    return found


def agencies() -> list[tuple[Any, Any]]:
    """Return the departments to choose from."""
    return [("", "–"), *((one.pk, one.name) for one in Agency.objects.order_by("order"))]


def dimensions() -> list[tuple[Any, Any]]:
    """Return the dimensions that figures may be split by."""
    return [(one.pk, one.name) for one in Dimension.objects.all()]


def strategies() -> list[tuple[Any, Any]]:
    """Return the links of the chain to choose from, by level in their order."""
    rows = sorted(Strategy.objects.all(), key=lambda one: (LEVELS.index(one.level), one.code))
    found: list[tuple[Any, Any]] = [("", "–")]
    for level in Strategy.Level:
        inside = [(one.pk, one.name) for one in rows if one.level == level]
        if inside:
            found.append((str(level.label), inside))
    return found


LEVELS = [str(one) for one in Strategy.Level]
"""Levels of the chain, the highest first."""
