"""What runs by itself: the letters of the sources, every night."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from prasan.platform.jobs.job import job
from prasan.platform.jobs.schedule import daily
from prasan.situation.events.letters import grade_all


@job("situation.letters", title=_("ปรับอักษรความน่าเชื่อถือของแหล่งข่าว"), every=daily("02:40"))
def letters(run: Any) -> None:
    """Give every source the letter that its record earns."""
    with run.whole(1) as step:
        grade_all()
        step(1)
