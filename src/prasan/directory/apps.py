"""Django's description of this room."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """The room directory."""

    name = "prasan.directory"
    label = "directory"
    verbose_name = "ทำเนียบ"
