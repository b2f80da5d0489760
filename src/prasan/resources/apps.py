"""Django's description of this room."""

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """The room resources."""

    name = "prasan.resources"
    label = "resources"
    verbose_name = "บูรณาการทรัพยากร"

    def ready(self) -> None:
        """Load the room's verbs."""
        from prasan.resources import commands  # noqa: F401 - loading lists verbs
