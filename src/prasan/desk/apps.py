"""Django's description of this room."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The room desk."""

    name = "prasan.desk"
    label = "desk"
    verbose_name = "โต๊ะทำงาน"

    def ready(self) -> None:
        """Register the kinds of notices: pages and the worker show and send them."""
        from prasan.desk import notices  # noqa: F401
