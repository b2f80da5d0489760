"""Addresses of the room directory."""

from django.urls import path

from prasan.directory.pages import accounts, browse, groups, loading, offices, seats, upkeep

urlpatterns = [
    path("directory", browse.directory, name="directory"),
    path("directory/offices/add", offices.office_add, name="office_add"),
    path("directory/offices/<str:office>", browse.office, name="office"),
    path("directory/offices/<str:office>/edit", offices.office_edit, name="office_edit"),
    path("directory/offices/<str:office>/move", offices.office_move, name="office_move"),
    path("directory/offices/<str:office>/close", offices.office_close, name="office_close"),
    path("directory/people/<int:person>", browse.person, name="person"),
    path("directory/people/<int:person>/reveal", browse.person_reveal, name="person_reveal"),
    path("directory/areas/<str:area>", browse.area, name="area"),
    path("directory/groups/<str:kind>", groups.area_groups, name="area_groups"),
    path("directory/groups/<str:kind>/redraw", groups.groups_redraw, name="groups_redraw"),
    path("directory/holidays", upkeep.holidays, name="holidays"),
    path("directory/holidays/add", upkeep.holiday_add, name="holiday_add"),
    path("directory/holidays/<int:holiday>", upkeep.holiday_edit, name="holiday_edit"),
    path("directory/holidays/<int:holiday>/remove", upkeep.holiday_remove, name="holiday_remove"),
    path("seat", seats.switch_seat, name="switch_seat"),
    path("seat/none", seats.no_seat, name="no_seat"),
    path("profile", seats.profile, name="profile"),
    path("admin", accounts.admin_home, name="admin_home"),
    path("admin/people/add", accounts.person_add, name="person_add"),
    path("admin/people/<int:person>/edit", accounts.person_edit, name="person_edit"),
    path("admin/people/<int:person>/seat", accounts.seat_give, name="seat_give"),
    path("admin/people/<int:person>/leave", accounts.person_leave, name="person_leave"),
    path("admin/people/<int:person>/invite", accounts.person_invite, name="person_invite"),
    path("admin/people/<int:person>/close", accounts.account_close, name="account_close"),
    path("admin/people/<int:person>/open", accounts.account_open, name="account_open"),
    path("admin/seats/<int:seat>/end", accounts.seat_end, name="seat_end"),
    path("seats/<int:seat>/delegate", accounts.delegate, name="delegate"),
    path("delegations/<int:delegation>/revoke", accounts.delegation_revoke, name="delegation_revoke"),
    path("admin/imports", loading.imports, name="imports"),
    path("admin/imports/<str:token>", loading.import_preview, name="import_preview"),
    path("admin/orders/add", loading.order_add, name="order_add"),
    path("admin/orders/<int:order>", loading.order, name="order"),
    path("admin/orders/<int:order>/handover.xlsx", loading.order_handover, name="order_handover"),
]
