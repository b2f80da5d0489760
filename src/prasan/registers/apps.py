"""Django's description of this room."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """The room registers."""

    name = "prasan.registers"
    label = "registers"
    verbose_name = "ทะเบียนกลาง"

    def ready(self) -> None:
        """Load the verbs, so that every command of the room is listed, and what is handed over."""
        from prasan.platform.vault.rotate import REKEYED
        from prasan.registers import commands, handover  # noqa: F401
        from prasan.registers.models import Worker
        from prasan.registers.workers.search import rekeyed

        handover.register()
        REKEYED[Worker] = rekeyed
