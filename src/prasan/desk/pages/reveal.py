"""The page on which a watcher opens what a journal entry hides."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan.desk.commands import CONTENT, RevealEntry
from prasan.desk.journal_words import FIELDS, HIDDEN, sentences
from prasan.desk.pages.common import actor_of
from prasan.platform.commands import Refused
from prasan.platform.journal.models import Entry
from prasan.platform.ui.filters import moment
from prasan.platform.vault.pages import Hidden, reveal_page


@require_http_methods(["GET", "HEAD", "POST"])
def journal_reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the hidden values of one entry for some minutes, for a watcher who says why."""
    actor = actor_of(request)
    entry = Entry.objects.visible_to(actor).filter(pk=pk).first()
    if entry is None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    (said,) = sentences([entry], masked=actor.scope.masked)
    names = sorted(RevealEntry.hidden(entry), key=lambda name: (name == CONTENT, name))
    fields = [Hidden(name, _field(name), str(HIDDEN)) for name in names]
    title = " · ".join(filter(None, (f"{said.verb} {said.label}".strip(), said.who, moment(said.at))))
    back = (
        f"{reverse('journal')}?model={entry.model}&object={entry.object_id}" if entry.object_id else reverse("journal")
    )
    return reveal_page(request, RevealEntry, entry, fields, title=title, back=back, words=_words)


def _field(name: str) -> str:
    return _("เนื้อหาของบันทึก") if name == CONTENT else str(FIELDS.get(name, name))


def _words(name: str, value: Any) -> str:
    """Return an opened value as a sentence: before → after; what was erased with its person says so."""
    if name == CONTENT:
        (said,) = sentences([value])
        told = [f"{c.name}: {c.before or _('ว่าง')} → {c.after or _('ว่าง')}" for c in said.changes]
        return " · ".join(filter(None, (f"{said.thing} {said.label}", *told, said.reason)))
    if value == [None, None]:
        return _("อ่านไม่ได้อีก: กุญแจของบุคคลนี้ถูกทำลายตามคำขอลบข้อมูล")
    before, after = (str(one) if one else _("ว่าง") for one in value)
    return f"{before} → {after}"
