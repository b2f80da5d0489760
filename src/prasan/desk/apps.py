"""Django's description of this room."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The room desk."""

    name = "prasan.desk"
    label = "desk"
    verbose_name = "โต๊ะทำงาน"

    def ready(self) -> None:
        """Register the kinds of notices, which pages and the worker show and send, and what the desk adds to plans."""
        from prasan.desk import (  # noqa: F401 - loading them registers
            commands,
            directive_events,
            directive_figures,
            directive_notices,
            event_notices,
            event_plans,
            figure_alarms,
            glass_notices,
            meeting_room,
            notices,
            plan_notices,
            plan_outlook,
            reach_figures,
            referral_notices,
            referral_reasons,
            resource_notices,
            training_figures,
            training_flow,
            understanding_notices,
            year_commands,
        )
        from prasan.desk.agenda import pages as agenda  # noqa: F401 - likewise: it offers itself on a meeting's page
        from prasan.desk.appointments import commands as appointment_commands  # noqa: F401 - likewise
        from prasan.desk.appointments import source
        from prasan.desk.calendar import meetings, mobile, own, plans, resources
        from prasan.desk.meetings import directives, flow  # noqa: F401 - they join rooms, and name a job
        from prasan.desk.meetings import notices as meeting_notices  # noqa: F401

        source.register()
        own.register()
        meetings.register()
        plans.register()
        mobile.register()
        resources.register()
