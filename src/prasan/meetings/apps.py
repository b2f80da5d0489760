"""Django's description of this room."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """The room meetings."""

    name = "prasan.meetings"
    label = "meetings"
    verbose_name = "การประชุม"

    def ready(self) -> None:
        """Tell the platform which live topics this room has, and load its verbs."""
        from prasan.meetings import commands, jobs, topics  # noqa: F401 - loading lists verbs and jobs

        topics.register()
