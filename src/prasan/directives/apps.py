"""Django's description of this room."""

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    """The room directives."""

    name = "prasan.directives"
    label = "directives"
    verbose_name = "ข้อสั่งการและแนวทางการปฏิบัติงาน"

    def ready(self) -> None:
        """Tell the platform which live topics this room has, and load its verbs and jobs."""
        from prasan.directives import commands, jobs, topics  # noqa: F401 - loading lists verbs and jobs

        topics.register()
