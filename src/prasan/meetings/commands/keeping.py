"""Verbs of the machine: show the state after comings and goings, note what the media engine tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy

from prasan.meetings import policy as may
from prasan.meetings.commands.showing import Shows
from prasan.meetings.evidence.log import append
from prasan.meetings.models import Briefing, What
from prasan.platform.commands import Command


@dataclass(kw_only=True)
class ShowState(Shows, Command[Briefing]):
    """Push the state: somebody came or went since the last."""

    name = "meetings.show_state"
    verb = gettext_lazy("แสดงสถานะการประชุม")
    model = Briefing
    allowed = may.can_run

    def handle(self, actor: Any, subject: Briefing) -> Briefing:
        """Change nothing."""
        return subject


@dataclass(kw_only=True)
class NoteSignals(Shows, Command[Briefing]):
    """Note lines that fell silent or came back. Parameters: `signals`, each (line, whether it flows, the label)."""

    name = "meetings.note_signals"
    verb = gettext_lazy("บันทึกสัญญาณภาพและเสียง")
    model = Briefing
    allowed = may.can_run

    signals: list[tuple[int, bool, str]] = field(default_factory=list)

    def handle(self, actor: Any, subject: Briefing) -> Briefing:
        """Tell the log, for lines of this meeting alone."""
        known = set(subject.attendees.values_list("pk", flat=True))
        for line, flows, label in self.signals:
            if line in known:
                append(subject.pk, What.FLOWING if flows else What.STALLED, line=line, label=label, connection="media")
        return subject


@dataclass(kw_only=True)
class NoteEngine(Command[Briefing]):
    """Note that the media engine was lost, or is back: then every screen connects its pictures anew."""

    name = "meetings.note_engine"
    verb = gettext_lazy("บันทึกสถานะระบบภาพและเสียง")
    model = Briefing
    allowed = may.can_run

    back: bool = False
    seconds: float = 0.0

    def handle(self, actor: Any, subject: Briefing) -> Briefing:
        """Tell the log."""
        append(subject.pk, What.ENGINE, back=self.back, seconds=round(self.seconds, 3))
        return subject

    def announce(self, actor: Any, subject: Briefing) -> None:
        """Tell the screens to connect anew once it is back."""
        self.publish(self.name, f"meeting:{subject.pk}:engine", id=subject.pk, back=self.back)


@dataclass(kw_only=True)
class NoteRecording(Shows, Command[Briefing]):
    """Note what the recorder did. Parameters: `action`, start, pause, resume, stop, refused; `files`, how many."""

    name = "meetings.note_recording"
    verb = gettext_lazy("บันทึกการทำงานของเครื่องบันทึก")
    model = Briefing
    allowed = may.can_run

    action: str = ""
    files: int = 0
    why: str = ""

    def handle(self, actor: Any, subject: Briefing) -> Briefing:
        """Tell the log."""
        append(subject.pk, What.RECORDING, action=self.action, files=self.files, why=self.why)
        if self.action == "refused":
            subject.recording = False  # no screen says that it is recorded where it is not
            subject.save(update_fields=["recording"])
        return subject


@dataclass(kw_only=True)
class ShowCard(Command[Briefing]):
    """Push the scorecard of who is on stage. Parameters: `card`, plain data that everybody in the meeting may read."""

    name = "meetings.show_card"
    verb = gettext_lazy("แสดงบัตรสรุปผลงานในที่ประชุม")
    model = Briefing
    allowed = may.can_run

    card: dict[str, Any] = field(default_factory=dict)

    def handle(self, actor: Any, subject: Briefing) -> Briefing:
        """Change nothing."""
        return subject

    def announce(self, actor: Any, subject: Briefing) -> None:
        """Push it."""
        self.publish(self.name, f"meeting:{subject.pk}:card", body=self.card, id=subject.pk)


@dataclass(kw_only=True)
class ShowGiven(Command[Briefing]):
    """Tell the screens of a meeting that a directive was given in it."""

    name = "meetings.show_given"
    verb = gettext_lazy("แสดงข้อสั่งการในที่ประชุม")
    model = Briefing
    allowed = may.can_run

    def handle(self, actor: Any, subject: Briefing) -> Briefing:
        """Change nothing."""
        return subject

    def announce(self, actor: Any, subject: Briefing) -> None:
        """Tell it."""
        self.publish(self.name, f"meeting:{subject.pk}:given", id=subject.pk)
