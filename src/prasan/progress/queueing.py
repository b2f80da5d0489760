"""A file of figures loaded in the background: kept, read as a job with progress, bad rows handed back as a file."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import IO, Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.platform.commands import Command, RuleBroken, perform
from prasan.platform.files.models import File
from prasan.platform.files.store import file_kind, keep, open_file
from prasan.platform.jobs.job import Run, job
from prasan.platform.jobs.models import JobProgress
from prasan.platform.listings.export import safe
from prasan.progress import policy as may
from prasan.progress.folding import fold
from prasan.progress.loading import BadFile, LoadFigures

KIND, FAULTS = "figures.load", "figures.load-faults"
STEPS = 3
"""Read, checked, written."""


def _only_own(actor: Any, file: File) -> Any:
    """Let nobody but whoever sent it have the file."""
    return None if file.person_id == actor.person_id else gettext_lazy("ไฟล์นำเข้านี้เป็นของผู้อื่น")


for _kind in (KIND, FAULTS):
    file_kind(_kind, _only_own, frozenset({"text/csv", "text/plain"}))


@job("figures.load", title=gettext_lazy("นำเข้าตัวเลขจากไฟล์"), retries=2)
def load_figures(run: Run, file: int, name: str, reason: str) -> None:
    """Load a kept file, all of it or nothing; who cancels undoes everything. Bad rows come back as a file."""
    actor = run.actor()
    with open_file(File.objects.get(pk=file)) as kept:
        content = kept.read()
    try:
        with run.whole(STEPS) as step, transaction.atomic():
            command = LoadFigures(
                file_name=name, content=content, earlier_years=bool(reason), reason=reason,
                key=f"load-{run.progress.pk}" if run.progress else "", tell=step,
            )  # fmt: skip
            perform(actor, command)
    except BadFile as broken:
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(["line", "fault"])
        writer.writerows([one.line, safe(one.text)] for one in broken.rows)
        with transaction.atomic():
            told = keep(actor, io.BytesIO(("\ufeff" + out.getvalue()).encode()), "faults.csv", kind=FAULTS)
            run.add_result(file=told.pk)
        raise
    while fold():
        pass


@dataclass(kw_only=True)
class QueueLoad(Command[JobProgress]):
    """Have a file of figures loaded in the background."""

    name = "progress.queue_load"
    verb = gettext_lazy("ส่งไฟล์ตัวเลขให้นำเข้า")
    model = JobProgress
    allowed = may.can_load

    upload: IO[bytes] | None = None
    file_name: str = ""

    def subject(self, actor: Any) -> JobProgress:
        """Return the job that will be queued."""
        return JobProgress(person_id=actor.person_id)

    def check(self, actor: Any, subject: JobProgress) -> None:
        """Ask for a file."""
        if self.upload is None:
            raise RuleBroken(_("โปรดเลือกไฟล์ CSV"), field="file")

    def handle(self, actor: Any, subject: JobProgress) -> JobProgress:
        """Keep the file and queue the job; the journal keeps its name."""
        assert self.upload is not None  # check has asked
        file = keep(actor, self.upload, self.file_name, kind=KIND)
        self.details["file_name"] = [None, self.file_name[:200]]
        progress = load_figures.defer(
            actor, total=STEPS, back=reverse("figure_loads"), file=file.pk, name=self.file_name[:200],
            reason=self.reason.strip(),
        )  # fmt: skip
        assert progress is not None  # there is an actor
        return progress
