"""Django's description of this room."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """The room progress."""

    name = "prasan.progress"
    label = "progress"
    verbose_name = "ความคืบหน้า"
