"""The training in the background."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import SYSTEM, perform
from prasan.platform.jobs.job import job
from prasan.situation.models import ModelVersion
from prasan.situation.quality import frozen, serving
from prasan.situation.quality.commands import KeepTrained
from prasan.situation.quality.training import CannotTrain, trained


@job("situation.train", title=_("ฝึกแบบจำลองคัดข่าว"), retries=0)
def train_challenger(run: Any, version_id: int) -> None:
    """Train the challenger of a version's row and compare it; what came of it, or why nothing did, is kept."""
    version = ModelVersion.objects.light().get(pk=version_id)
    if version.state != ModelVersion.State.TRAINING:
        return
    champion = serving.current()
    try:
        made = trained(champion, version.version, lambda text: run.advance(0, text))
        values = {
            "content": made.content, "sha256": made.sha256, "trained_on": made.trained_on, "metrics": made.metrics,
            "words": made.words, "checked": frozen.compared(champion, made.model),
        }  # fmt: skip
        result = KeepTrained(target_id=version_id, values=values)
    except CannotTrain as fault:
        result = KeepTrained(target_id=version_id, fault=str(fault))
    except Exception:
        perform(SYSTEM, KeepTrained(target_id=version_id, fault=str(_("ระบบขัดข้องระหว่างฝึก โปรดแจ้งผู้ดูแลระบบ"))))
        raise
    perform(SYSTEM, result)
    run.add_result(href="/situation/quality")
