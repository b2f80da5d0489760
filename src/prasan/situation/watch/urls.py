"""Addresses of the watch."""

from django.urls import path

from prasan.situation.watch.pages import days, desk, rota, urgent

urlpatterns = [
    path("situation/watch", desk.watch, name="watch"),
    path("situation/watch/log/<int:entry>", desk.log_entry, name="log_entry"),
    path("situation/watch/hand-over", desk.hand_over_new, name="hand_over_new"),
    path("situation/watch/hand-over/<int:sheet>", desk.hand_over, name="hand_over"),
    path("situation/watch/rota", rota.rota, name="rota"),
    path("situation/watch/shift/<int:shift>", rota.shift, name="shift"),
    path("situation/watch/swap/<int:swap>", rota.swap, name="swap"),
    path("situation/days", days.days, name="days"),
    path("situation/days/own", days.day_own, name="day_own"),
    path("situation/days/<int:report>", days.day_report, name="day_report"),
    path("situation/daily", days.daily, name="daily"),
    path("situation/daily/<str:day>", days.daily_sheet, name="daily_sheet"),
    path("situation/urgent", urgent.urgent_list, name="urgent_list"),
    path("situation/urgent/<int:event>", urgent.urgent_event, name="urgent_event"),
    path("situation/urgent/<int:urgent>/confirm", urgent.urgent_confirm, name="urgent_confirm"),
    path("situation/ladder", urgent.ladder, name="ladder"),
    path("situation/claims", urgent.claims, name="claims"),
    path("situation/claims/<int:claim>", urgent.claim, name="claim"),
]
