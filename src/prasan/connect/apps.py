"""Django's description of this room."""

from django.apps import AppConfig


class ConnectConfig(AppConfig):
    """The room connect."""

    name = "prasan.connect"
    label = "connect"
    verbose_name = "การเชื่อมต่อ"
