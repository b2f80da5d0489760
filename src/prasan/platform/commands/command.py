"""Verbs as classes: what a command declares, and where all of them are listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.kernel.cycle import LifeCycle, NoSuchMove
from prasan.platform.commands.errors import Refused, RuleBroken
from prasan.platform.journal.bodies import prepared

M = TypeVar("M", bound=models.Model)
Policy = Callable[[Any, Any], "str | Promise | None"]
"""A may-do function (actor, subject): None when allowed, else the reason in the reader's language."""

COMMANDS: dict[str, type[Command[Any]]] = {}
"""Every verb of the product by its dotted name."""


@dataclass(frozen=True)
class Event:
    """Something that happened, told after commit: a name, a payload of ids, and the live topics it touches.

    `body` is a prepared JSON text for the sockets that hold one of the topics (`journal.bodies.prepared`).
    """

    name: str
    payload: dict[str, Any]
    topics: tuple[str, ...] = ()
    body: str | None = None


@dataclass(kw_only=True)
class Command(Generic[M]):
    """One verb. Subclasses are dataclasses; their fields are what the verb is told.

    Class attributes: `name`, dotted (room.verb); `verb`, the Thai words the journal sentence uses;
    `model`, what it changes; `allowed`, the policy. Instance fields: `target_id`, the row's primary
    key (None to create); `key`, an idempotency key: the same key from the same person runs once;
    `reason`, kept in the journal where a rule asks for one. A verb notes in `details` what it changed
    in rows beside its subject, {name: [before, after]}: the same journal entry tells it.
    `without_account`, who acts by a slip or a link may reach the policy; every other verb is closed to them.
    """

    name: ClassVar[str] = ""
    verb: ClassVar[str | Promise] = ""
    model: ClassVar[type[models.Model]]
    allowed: ClassVar[Policy]
    abstract: ClassVar[bool] = True
    without_account: ClassVar[bool] = False

    target_id: Any = None
    key: str = ""
    reason: str = ""
    events: list[Event] = field(default_factory=list, init=False, repr=False)
    details: dict[str, list[Any]] = field(default_factory=dict, init=False, repr=False)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """List the verb; one without a policy or a name cannot be defined."""
        super().__init_subclass__(**kwargs)
        if cls.__dict__.get("abstract") or not cls.name:
            return
        cls.abstract = False
        for needed in ("verb", "model", "allowed"):
            if not getattr(cls, needed, None):
                raise TypeError(f"{cls.__name__} has no {needed}")
        known = COMMANDS.get(cls.name)
        if known is not None and known.__qualname__ != cls.__qualname__:
            raise TypeError(f"two commands are called {cls.name}")
        COMMANDS[cls.name] = cls

    def subject(self, actor: Any) -> M:
        """Return the row the verb is about, locked and in the actor's scope; 404 when it is not."""
        queryset: Any = self.model._default_manager
        try:
            found: M = queryset.visible_to(actor).select_for_update(of=("self",), no_key=True).get(pk=self.target_id)
        except (ObjectDoesNotExist, ValueError, TypeError):
            raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404) from None
        return found

    def check(self, actor: Any, subject: M) -> None:
        """Raise RuleBroken when the change would break a rule of the domain."""

    def handle(self, actor: Any, subject: M) -> M:
        """Make the change and return the changed row."""
        raise NotImplementedError

    def publish(self, name: str, *topics: str, body: Any = None, **payload: Any) -> None:
        """Tell an event after commit: to the listeners in desk, and to the pages that show `topics`.

        Parameters: `body`, data pushed to every socket that holds one of `topics`, and to those that join
        later until a newer one comes. It must hold only what everybody who may have the topic may read.
        Raises ValueError when it is larger than 8 kB as JSON.
        """
        self.events.append(Event(name, payload, topics, None if body is None else prepared(body)))

    def announce(self, actor: Any, subject: M) -> None:
        """Publish what this verb tells; by default the subject's own live topics."""
        topics: Iterable[str] = getattr(subject, "topics", lambda: ())()
        self.publish(self.name, *topics, id=subject.pk)


@dataclass(kw_only=True)
class Create(Command[M]):
    """A verb that makes a new row: `subject` is an unsaved instance that `build` fills."""

    abstract: ClassVar[bool] = True

    def build(self, actor: Any) -> M:
        """Return the new row, not yet saved."""
        raise NotImplementedError

    def subject(self, actor: Any) -> M:
        """Return what is about to be made, so that the policy can judge it."""
        return self.build(actor)

    def handle(self, actor: Any, subject: M) -> M:
        """Save the new row."""
        subject.save(force_insert=True)
        return subject


@dataclass(kw_only=True)
class Step(Command[M]):
    """A verb that moves its subject along a life cycle.

    Class attributes: `cycle`, the life cycle; `move`, the move's name (by default the last part of
    the command's name). The model has a field `state`.
    """

    abstract: ClassVar[bool] = True
    cycle: ClassVar[LifeCycle]
    move: ClassVar[str] = ""

    @classmethod
    def move_name(cls) -> str:
        """Return the move along the cycle that this verb makes."""
        return cls.move or cls.name.rpartition(".")[2]

    def check(self, actor: Any, subject: M) -> None:
        """Refuse the move when the subject is in a state that does not know it (somebody was first)."""
        state = subject.state  # type: ignore[attr-defined]
        if not self.cycle.can(state, self.move_name()):
            shown = getattr(subject, "get_state_display", lambda: state)()
            raise RuleBroken(_("ทำรายการนี้ไม่ได้ เพราะขณะนี้อยู่ในสถานะ “%(state)s” โปรดเปิดดูข้อมูลล่าสุดอีกครั้ง") % {"state": shown})

    def handle(self, actor: Any, subject: M) -> M:
        """Move along the cycle and save what changed."""
        try:
            subject.state = self.cycle.after(subject.state, self.move_name())  # type: ignore[attr-defined]
        except NoSuchMove as error:
            raise RuleBroken(str(error)) from error
        subject.save()
        return subject
