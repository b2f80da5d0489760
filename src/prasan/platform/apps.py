"""Django's description of this room."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig


class PlatformConfig(AppConfig):
    """The room platform."""

    name = "prasan.platform"
    label = "platform"
    verbose_name = "กลไกกลาง"

    def ready(self) -> None:
        """Register the platform's own verbs and live topics."""
        from django.db.backends.signals import connection_created

        from prasan.platform import prepared
        from prasan.platform.comments import commands as _comments  # noqa: F401
        from prasan.platform.jobs import commands as _jobs  # noqa: F401 - the platform's own verbs
        from prasan.platform.jobs.models import JobProgress
        from prasan.platform.listings import commands as _listings  # noqa: F401
        from prasan.platform.live.topics import topic_kind

        connection_created.connect(prepared.opened, dispatch_uid="prasan.prepared")

        def own_job(actor: Any, rest: str) -> bool:
            return rest.isdigit() and JobProgress.objects.visible_to(actor).filter(pk=int(rest)).exists()

        topic_kind("job", own_job)
        topic_kind("notices", lambda actor, rest: rest == str(actor.person_id))
