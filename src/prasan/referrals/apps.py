"""Django's description of this room."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """The room referrals."""

    name = "prasan.referrals"
    label = "referrals"
    verbose_name = "เรื่องและการส่งต่อ"

    def ready(self) -> None:
        """Tell the platform which live topics this room has, and load its verbs and jobs."""
        from prasan.referrals import commands, handover, jobs, offers, reclock, topics  # noqa: F401 - loading lists verbs
        from prasan.referrals.outreach import dropping  # noqa: F401 - likewise: a listener
        from prasan.referrals.tracking import hook, late, notices  # noqa: F401 - likewise: jobs and a listener

        topics.register()
        handover.register()
        offers.register()
