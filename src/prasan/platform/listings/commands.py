"""The verb that makes a long list into a file in the background, and the job that writes it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Command, Refused
from prasan.platform.files.models import File
from prasan.platform.files.store import file_kind, keep
from prasan.platform.jobs.job import Cancelled, Run, job
from prasan.platform.jobs.models import JobProgress
from prasan.platform.listings.export import Export, csv_lines, file_name, write_xlsx
from prasan.platform.listings.listing import LISTINGS

KIND = "listings.export"
STEP = 500
"""After so many rows the job notes how far it is, and heeds a wish to stop."""


def _only_own(actor: Any, file: File) -> Any:
    """Let nobody but whoever asked for it have the file: its rows were chosen by what that seat reads."""
    return None if file.person_id == actor.person_id else _("ไฟล์ส่งออกนี้เป็นของผู้อื่น")


file_kind(KIND, _only_own, frozenset({"text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}))


@job("listings.export", title=_("ส่งออกรายการ"), retries=2)
def write_export(run: Run, name: str, kind: str, asked: dict[str, str], language: str) -> None:
    """Write the rows as the person reads them now, and keep the file for them."""
    import_module(settings.ROOT_URLCONF)  # the lists are known once the pages are
    actor = run.actor()
    with override(language), tempfile.TemporaryFile() as out:
        export = Export(LISTINGS[name], actor, asked)
        run.begin(export.count)
        rows = export.tell(lambda: _advance(run), STEP)
        if kind == "csv":
            for line in csv_lines(rows):
                out.write(line.encode())
        else:
            write_xlsx(rows, out)
        with transaction.atomic():
            file = keep(actor, out, file_name(export.listing, kind), kind=KIND, classification=export.highest)
            run.advance(export.count % STEP)
            run.add_result(file=file.pk)


def _advance(run: Run) -> None:
    if run.advance(STEP):
        raise Cancelled


def may_export(actor: Any, progress: JobProgress) -> Any:
    """Allow everybody who holds a seat; which lists and rows they read, the list itself decides."""
    return None


@dataclass(kw_only=True)
class StartExport(Command[JobProgress]):
    """Have a long list written into a file in the background."""

    name = "platform.start_export"
    verb = _("ส่งออกรายการ")
    model = JobProgress
    allowed = may_export

    listing: str
    kind: str
    asked: dict[str, str] = field(default_factory=dict)

    def subject(self, actor: Any) -> JobProgress:
        """Return the job that will be queued."""
        return JobProgress(person_id=actor.person_id)

    def check(self, actor: Any, subject: JobProgress) -> None:
        """Refuse a list that the actor may not open, and one that is too long for a file."""
        if self.listing not in LISTINGS:
            raise Refused(_("ไม่พบรายการนี้"), status=404)
        self._export = Export(LISTINGS[self.listing], actor, self.asked)

    def handle(self, actor: Any, subject: JobProgress) -> JobProgress:
        """Queue the job; the journal keeps which list, with which filters."""
        listing = self._export.listing
        self.details |= {"list": [None, self.listing], "filters": [None, urlencode(self.asked)]}
        progress = write_export.defer(
            actor,
            total=self._export.count,
            title=f"{write_export.title}: {listing.title}",
            back=f"{reverse(listing.url_name)}?{urlencode(self.asked)}",
            name=self.listing,
            kind=self.kind,
            asked=self.asked,
            language=get_language() or settings.LANGUAGE_CODE,
        )
        assert progress is not None  # there is an actor
        return progress
