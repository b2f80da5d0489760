"""Addresses of the room desk."""

from django.urls import path

from prasan.desk.pages import desks, explain, journal, policy, province, provinces, region, reveal, search, wall

urlpatterns = [
    path("", desks.home, name="home"),
    path("wall", wall.wall, name="wall"),
    path("wall/part", wall.wall_part, name="wall_part"),
    path("executive", desks.executive, name="executive"),
    path("work", desks.my_work, name="my_work"),
    path("desk", desks.plo_desk, name="plo_desk"),
    path("desk/chase", desks.chase, name="plo_chase"),
    path("provinces", provinces.provinces, name="provinces"),
    path("province/<str:code>", province.province, name="province"),
    path("policy/<int:pk>", policy.policy, name="policy"),
    path("region/<str:kind>/<int:number>", region.region, name="region"),
    path("explain/<int:pk>/<str:code>/<int:period>", explain.explain, name="explain"),
    path("journal", journal.journal, name="journal"),
    path("journal/<int:pk>/reveal", reveal.journal_reveal, name="journal_reveal"),
    path("search", search.search, name="search"),
    path("palette", search.palette, name="palette"),
]
