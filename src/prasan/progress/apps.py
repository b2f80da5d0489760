"""Django's description of this room."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """The room progress."""

    name = "prasan.progress"
    label = "progress"
    verbose_name = "ความคืบหน้า"

    def ready(self) -> None:
        """Tell the platform which live topics this room has and what a seat hands over, and load its verbs."""
        from prasan.progress import commands, handover, loading, queueing, talk, topics  # noqa: F401 - loading lists the verbs
        from prasan.progress.calls import answering  # noqa: F401
        from prasan.progress.calls import commands as calls  # noqa: F401
        from prasan.progress.columnmaps import commands as maps  # noqa: F401
        from prasan.progress.commands import evidence  # noqa: F401
        from prasan.progress.exemptions import commands as exemptions  # noqa: F401
        from prasan.progress.frozen import commands as frozen  # noqa: F401
        from prasan.progress.tallies import commands as tallies  # noqa: F401
        from prasan.progress.workbook import saving  # noqa: F401

        topics.register()
        handover.register()
        talk.register()
