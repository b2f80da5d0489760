"""Every address of the site; each room lists its own."""

from django.urls import include, path

from prasan.platform.files import views as files
from prasan.platform.web import views as web
from prasan.platform.web.paths import by_first_word

handler400 = "prasan.config.errors.bad_request"
handler403 = "prasan.config.errors.forbidden"
handler404 = "prasan.config.errors.not_found"
handler500 = "prasan.config.errors.fault"

urlpatterns = [
    by_first_word(
        path("healthz", web.health, name="health"),
        path("metrics", web.metrics, name="metrics"),
        path("language", web.language, name="set_language"),
        path("live/ticket", web.live_ticket, name="live_ticket"),
        path("files/<int:pk>", files.download, name="file"),
        path("", include("prasan.platform.listings.urls")),
        path("", include("prasan.platform.notices.urls")),
        path("", include("prasan.platform.comments.urls")),
        path("", include("prasan.platform.jobs.urls")),
        path("", include("prasan.platform.ui.urls")),
        path("accounts/", include("allauth.urls")),
        path("", include("prasan.directory.urls")),
        path("", include("prasan.registers.urls")),
        path("", include("prasan.progress.urls")),
        path("", include("prasan.plans.urls")),
        path("", include("prasan.situation.urls")),
        path("", include("prasan.directives.urls")),
        path("", include("prasan.meetings.urls")),
        path("", include("prasan.meetings.urls_after")),
        path("", include("prasan.referrals.urls")),
        path("", include("prasan.training.urls")),
        path("", include("prasan.resources.urls")),
        path("", include("prasan.networks.urls")),
        path("", include("prasan.understanding.urls")),
        path("", include("prasan.counter.urls")),
        path("", include("prasan.privacy.urls")),
        path("", include("prasan.desk.urls")),
        path("", include("prasan.connect.urls")),
    )
]
