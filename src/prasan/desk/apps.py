"""Django's description of this room."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The room desk."""

    name = "prasan.desk"
    label = "desk"
    verbose_name = "โต๊ะทำงาน"
