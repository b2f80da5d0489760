"""Django's description of this room."""

from django.apps import AppConfig


class PlatformConfig(AppConfig):
    """The room platform."""

    name = "prasan.platform"
    label = "platform"
    verbose_name = "กลไกกลาง"
