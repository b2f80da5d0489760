"""Django's description of this room."""

from django.apps import AppConfig


class SituationConfig(AppConfig):
    """The room situation."""

    name = "prasan.situation"
    label = "situation"
    verbose_name = "สถานการณ์ด้านแรงงาน"

    def ready(self) -> None:
        """Tell the platform which live topics this room has, and load its verbs and jobs."""
        from prasan.situation import topics
        from prasan.situation.alarms import commands as alarms  # noqa: F401 - loading lists the verbs
        from prasan.situation.alarms import jobs as alarm_jobs  # noqa: F401 - and the daily job
        from prasan.situation.cap import commands as notices  # noqa: F401 - loading lists the verbs
        from prasan.situation.cap import incoming  # noqa: F401 - reads CAP sources and follows their chains
        from prasan.situation.events import commands, jobs  # noqa: F401 - registers verbs and jobs
        from prasan.situation.intake import commands as intake  # noqa: F401 - registers verbs
        from prasan.situation.intake import jobs as intake_jobs  # noqa: F401 - registers jobs
        from prasan.situation.quality import jobs as quality  # noqa: F401 - registers its verbs and its job
        from prasan.situation.triage import commands as triage  # noqa: F401 - registers verbs
        from prasan.situation.watch import commands as watch  # noqa: F401 - loading lists the verbs
        from prasan.situation.watch import jobs as watch_jobs  # noqa: F401 - so does this with its jobs
        from prasan.situation.watch import notices as watch_notices  # noqa: F401 - and this with kinds of notices

        topics.register()
