"""Django's description of this room."""

from django.apps import AppConfig


class UnderstandingConfig(AppConfig):
    """The room understanding."""

    name = "prasan.understanding"
    label = "understanding"
    verbose_name = "การรับรู้และความเข้าใจร่วมกัน"

    def ready(self) -> None:
        """Load the room's verbs."""
        from prasan.understanding import commands  # noqa: F401 - loading lists verbs
