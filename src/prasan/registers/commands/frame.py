"""What the verbs of the registers share: make and change rows out of named values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Command, Create, RuleBroken


@dataclass(kw_only=True)
class FromValues(Create[models.Model]):
    """Make a row out of named values; only `fields` are taken, the row is validated before it is saved."""

    abstract: ClassVar[bool] = True
    fields: ClassVar[frozenset[str]] = frozenset()
    values: dict[str, Any] = field(default_factory=dict)

    def build(self, actor: Any) -> models.Model:
        """Return the row, unsaved."""
        return self.model(**known(self.values, self.fields))

    def judge(self, actor: Any, subject: Any) -> None:
        """Raise RuleBroken for a rule that the new row breaks, before its own rules are asked."""

    def check(self, actor: Any, subject: models.Model) -> None:
        """Refuse what the rules refuse."""
        self.judge(actor, subject)
        validate(subject)


@dataclass(kw_only=True)
class ToValues(Command[models.Model]):
    """Change named values of a row; only `fields` are taken."""

    abstract: ClassVar[bool] = True
    fields: ClassVar[frozenset[str]] = frozenset()
    values: dict[str, Any] = field(default_factory=dict)

    def judge(self, actor: Any, subject: Any) -> None:
        """Raise RuleBroken for a rule that the changed row breaks, before its own rules are asked."""

    def handle(self, actor: Any, subject: models.Model) -> models.Model:
        """Set the values and save them."""
        values = known(self.values, self.fields)
        for name, value in values.items():
            setattr(subject, name, value)
        self.judge(actor, subject)
        validate(subject)
        subject.save(update_fields=sorted(values))
        return subject


def known(values: dict[str, Any], fields: frozenset[str]) -> dict[str, Any]:
    """Return the values; TypeError for one that the verb does not know."""
    unknown = set(values) - fields
    if unknown:
        raise TypeError(f"unknown fields: {sorted(unknown)}")
    return values


def validate(subject: models.Model) -> None:
    """Raise RuleBroken with the first thing that a person must mend, naming its field."""
    try:
        subject.full_clean()
    except ValidationError as error:
        name, texts = next(iter(error.message_dict.items()))
        raise RuleBroken(texts[0], field="" if name == "__all__" else name, status=409) from error


def need_reason(text: str) -> str:
    """Return a reason without blanks around; RuleBroken where there is none."""
    if not text.strip():
        raise RuleBroken(_("โปรดบอกเหตุผล"), field="reason")
    return text.strip()[:300]
