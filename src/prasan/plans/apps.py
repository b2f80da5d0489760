"""Django's description of this room."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The room plans."""

    name = "prasan.plans"
    label = "plans"
    verbose_name = "แผนปฏิบัติการ"

    def ready(self) -> None:
        """Tell the platform which live topics this room has, and load its verbs."""
        from prasan.plans import commands, talk, topics  # noqa: F401 - loading lists the verbs
        from prasan.plans.accounts import commands as accounts  # noqa: F401 - so does this
        from prasan.plans.cascade import commands as cascade  # noqa: F401 - and this
        from prasan.plans.devplan import loading  # noqa: F401 - so does this
        from prasan.plans.labels import commands as labels  # noqa: F401 - so does this

        topics.register()
        talk.register()
