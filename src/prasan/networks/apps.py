"""Django's description of this room."""

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    """The room networks."""

    name = "prasan.networks"
    label = "networks"
    verbose_name = "เครือข่าย"

    def ready(self) -> None:
        """Load the room's verbs."""
        from prasan.networks import commands  # noqa: F401 - loading lists verbs
