"""Django's description of this room."""

from django.apps import AppConfig


class ConnectConfig(AppConfig):
    """The room connect."""

    name = "prasan.connect"
    label = "connect"
    verbose_name = "การเชื่อมต่อ"

    def ready(self) -> None:
        """Load the room's verbs, so that the door lists them wherever it is asked."""
        from prasan.connect import commands  # noqa: F401
