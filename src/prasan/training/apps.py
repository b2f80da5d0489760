"""Django's description of this room."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """The room training."""

    name = "prasan.training"
    label = "training"
    verbose_name = "การฝึกอาชีพ"

    def ready(self) -> None:
        """Tell the platform which live topics this room has, and load its verbs and jobs."""
        from prasan.training import commands, jobs, offers, topics  # noqa: F401 - loading lists verbs and jobs

        topics.register()
        offers.register()
