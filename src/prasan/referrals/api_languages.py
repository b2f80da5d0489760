"""The languages of the tracking page and the slip, over the API."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from ninja import Router

from prasan.platform.web.api import Strict, act, answers, one_or_404
from prasan.platform.web.asking import actor_of
from prasan.referrals import commands as c
from prasan.referrals.models import PageLanguage
from prasan.referrals.tracking.texts import coverage, wanted

router = Router(tags=["referrals"])


class LanguageRow(Strict):
    """A language: how far it may be trusted; `have` of `wanted` texts; `version`, of the texts."""

    code: str
    name: str
    state: str
    have: int
    wanted: int
    version: int
    read_on: dt.date | None


class Language(LanguageRow):
    """A language with its texts: Thai → text, "" where it has none and people are shown English."""

    texts: dict[str, str]


class TextsIn(Strict):
    """Texts to set, Thai → text; those that are not named stay, "" takes one out. `version`, of the texts you read."""

    version: int
    texts: dict[str, str]


class ReadIn(Strict):
    """That a native speaker read every text of a version: who, and on which day."""

    version: int
    reader: str
    on: dt.date


class ReleaseIn(Strict):
    """Which version of the texts is released."""

    version: int


class WithdrawIn(Strict):
    """Why a language is taken back."""

    reason: str


def found(actor: Any, code: str) -> PageLanguage:
    """Return a language that the actor reads, by its code; Refused 404 otherwise."""
    return one_or_404(PageLanguage.objects.visible_to(actor).filter(code=code.replace("\0", "")))


def row_of(one: PageLanguage) -> dict[str, Any]:
    """Return a language as a row; who read it stands on its page alone."""
    have, all_of_them = coverage(one.texts)
    return {
        "code": one.code, "name": one.name, "state": one.state, "have": have, "wanted": all_of_them,
        "version": one.version, "read_on": one.read_on,
    }  # fmt: skip


def whole_of(one: PageLanguage) -> dict[str, Any]:
    """Return a language with its texts."""
    return row_of(one) | {"texts": {thai: one.texts.get(thai, "") for thai in wanted()}}


@router.get("/page-languages", response=answers(list[LanguageRow]))
def list_languages(request: HttpRequest) -> list[dict[str, Any]]:
    """List the languages; who does not keep them sees those that were released."""
    return [row_of(one) for one in PageLanguage.objects.visible_to(actor_of(request))]


@router.get("/page-languages/{code}", response=answers(Language))
def show_language(request: HttpRequest, code: str) -> dict[str, Any]:
    """Show a language with its texts."""
    return whole_of(found(actor_of(request), code))


@router.put("/page-languages/{code}/texts", response=answers(Language))
def set_page_texts(request: HttpRequest, code: str, told: TextsIn) -> dict[str, Any]:
    """Set texts of a language; one that was read or released becomes a draft again."""
    one = found(actor_of(request), code)
    lines = [(number, thai, text) for number, (thai, text) in enumerate(told.texts.items(), start=1)]
    return whole_of(act(request, c.SetPageTexts(target_id=one.pk, lines=lines, version=told.version)))


@router.post("/page-languages/{code}/read", response=answers(LanguageRow))
def mark_language_read(request: HttpRequest, code: str, told: ReadIn) -> dict[str, Any]:
    """Note that a native speaker read every text; not by who changed them last."""
    one = found(actor_of(request), code)
    return row_of(act(request, c.MarkLanguageRead(target_id=one.pk, **told.dict())))


@router.post("/page-languages/{code}/release", response=answers(LanguageRow))
def release_language(request: HttpRequest, code: str, told: ReleaseIn) -> dict[str, Any]:
    """Show a language that was read to people, at once."""
    one = found(actor_of(request), code)
    return row_of(act(request, c.ReleaseLanguage(target_id=one.pk, version=told.version)))


@router.post("/page-languages/{code}/withdraw", response=answers(LanguageRow))
def withdraw_language(request: HttpRequest, code: str, told: WithdrawIn) -> dict[str, Any]:
    """Take a language back from people at once, with a reason."""
    one = found(actor_of(request), code)
    return row_of(act(request, c.WithdrawLanguage(target_id=one.pk, reason=told.reason)))
