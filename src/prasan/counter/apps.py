"""Django's description of this room."""

from django.apps import AppConfig


class CounterConfig(AppConfig):
    """The room counter."""

    name = "prasan.counter"
    label = "counter"
    verbose_name = "ศูนย์บริการร่วม"

    def ready(self) -> None:
        """Tell the platform which live topics this room has, and load its verbs and jobs."""
        from prasan.counter import commands, jobs, kiosking, offers, topics  # noqa: F401 - loading lists verbs and jobs
        from prasan.referrals.tracking import texts

        texts.BESIDE.append(kiosking.words)
        topics.register()
        offers.register()
