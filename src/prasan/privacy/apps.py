"""Django's description of this room."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """The room privacy."""

    name = "prasan.privacy"
    label = "privacy"
    verbose_name = "การคุ้มครองข้อมูลส่วนบุคคล"

    def ready(self) -> None:
        """Load this room's verbs, jobs and notices."""
        from prasan.privacy import commands, jobs, notices, offers  # noqa: F401 - loading lists verbs and listeners

        offers.register()
