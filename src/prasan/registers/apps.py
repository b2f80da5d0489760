"""Django's description of this room."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """The room registers."""

    name = "prasan.registers"
    label = "registers"
    verbose_name = "ทะเบียนกลาง"
