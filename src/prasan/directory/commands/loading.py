"""Load a long previewed file in the background: the verb that queues it, and the job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from prasan.directory.commands.uploads import ApplyUpload, must_be_loadable
from prasan.directory.models import TransferOrder, Upload
from prasan.directory.policy import can_apply_upload
from prasan.platform.commands import Command, RuleBroken, perform
from prasan.platform.jobs.job import Run, job
from prasan.platform.jobs.models import JobProgress

AT_ONCE = 100
"""So many steps a person may wait for (about two seconds); more of them are loaded in the background."""
JOB = "directory.load_upload"


def after_loading(upload: Upload) -> str:
    """Return the page that shows what a loaded file brought."""
    if upload.kind == Upload.Kind.TRANSFER:
        number = upload.content["order"]["number"].strip()
        return reverse("order", args=[TransferOrder.objects.values_list("pk", flat=True).get(number=number)])
    return reverse("admin_home" if upload.kind == Upload.Kind.PEOPLE else "directory")


def job_of(upload: Upload) -> JobProgress | None:
    """Return the newest background job that loads a file."""
    return JobProgress.objects.filter(key__startswith=f"{JOB}:{upload.pk}-").order_by("-pk").first()


@job(JOB, title=_("นำเข้าไฟล์"), retries=2)
def load_upload(run: Run, upload_id: int) -> None:
    """Load the file as the person who asked for it: all of it, or nothing when it is stopped or a row is refused."""
    upload = Upload.objects.get(pk=upload_id)
    if upload.applied is None:  # else the worker was killed between the loading and the word that it is done
        actor = run.actor()
        with run.whole(len(upload.content["steps"])) as step:
            perform(actor, ApplyUpload(target_id=upload_id, step=step))
    run.add_result(href=after_loading(upload))


@dataclass(kw_only=True)
class QueueUpload(Command[Upload]):
    """Have a long file loaded in the background, as its preview showed it."""

    name = "directory.queue_upload"
    verb = _("สั่งนำเข้าไฟล์เบื้องหลัง")
    model = Upload
    allowed = can_apply_upload

    def check(self, actor: Any, subject: Upload) -> None:
        """Refuse what cannot be loaded, and a file that is being loaded now."""
        must_be_loadable(subject)
        running = job_of(subject)
        if running is not None and not running.finished:
            raise RuleBroken(_("ไฟล์นี้กำลังนำเข้าอยู่"))

    def handle(self, actor: Any, subject: Upload) -> Upload:
        """Queue the job; a file whose job was stopped or failed may be queued again."""
        earlier = JobProgress.objects.filter(key__startswith=f"{JOB}:{subject.pk}-").count()
        steps = len(subject.content["steps"])
        load_upload.defer(
            actor,
            key=f"{subject.pk}-{earlier + 1}",
            total=steps,
            title=f"{load_upload.title}: {subject.file_name}",
            back=reverse("import_preview", args=[subject.token]),
            upload_id=subject.pk,
        )
        self.details["steps"] = [None, steps]
        return subject
