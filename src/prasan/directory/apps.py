"""Django's description of this room."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """The room directory."""

    name = "prasan.directory"
    label = "directory"
    verbose_name = "ทำเนียบ"

    def ready(self) -> None:
        """List the room's jobs, so that worker and queue know them by name."""
        from prasan.directory import jobs  # noqa: F401
