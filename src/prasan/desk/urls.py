"""Addresses of the room desk."""

from django.urls import path

from prasan.desk.pages import (
    desks,
    documents,
    explain,
    journal,
    outlook,
    policy,
    province,
    provinces,
    ranking,
    region,
    reveal,
    search,
    wall,
)

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
    path("province/<str:code>/brief", documents.province_brief, name="province_brief"),
    path("province/<str:code>/brief.<slug:ending>", documents.province_brief_file, name="province_brief_file"),
    path("policy/<int:pk>", policy.policy, name="policy"),
    path("policy/<int:pk>/brief", documents.policy_brief, name="policy_brief"),
    path("policy/<int:pk>/brief.<slug:ending>", documents.policy_brief_file, name="policy_brief_file"),
    path("region/<str:kind>/<int:number>", region.region, name="region"),
    path("region/<str:kind>/<int:number>/brief", documents.region_brief, name="region_brief"),
    path("region/<str:kind>/<int:number>/brief.<slug:ending>", documents.region_brief_file, name="region_brief_file"),
    path("meeting-slides.pptx", documents.meeting_slides, name="meeting_slides"),
    path("outlook/<int:pk>/<str:place>/<int:period>", outlook.outlook, name="outlook"),
    path("ranking/<int:pk>/<int:period>", ranking.ranking, name="ranking"),
    path("explain/<int:pk>/<str:code>/<int:period>", explain.explain, name="explain"),
    path("journal", journal.journal, name="journal"),
    path("journal/<int:pk>/reveal", reveal.journal_reveal, name="journal_reveal"),
    path("search", search.search, name="search"),
    path("palette", search.palette, name="palette"),
]
