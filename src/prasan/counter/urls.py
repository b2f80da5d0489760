"""Addresses of the joint service counter; what stands behind /key/ is secret and never written to a traffic log."""

from __future__ import annotations

from django.urls import path

from prasan.counter.pages import boards, desks, kiosk, kiosks, places, setup, tickets

urlpatterns = [
    path("counter", desks.counters, name="counters"),
    path("counter/new", places.counter_new, name="counter_new"),
    path("counter/tickets", places.counter_tickets, name="counter_tickets"),
    path("counter/desks/<int:counter_desk>", desks.counter_desk, name="counter_desk"),
    path("counter/desks/<int:counter_desk>/do", desks.counter_desk_do, name="counter_desk_do"),
    path("counter/desks/<int:counter_desk>/edit", setup.counter_desk_edit, name="counter_desk_edit"),
    path("counter/<int:counter_place>/desks", setup.counter_desks, name="counter_desks"),
    path("counter/<int:counter_place>/kiosks", kiosks.counter_kiosks, name="counter_kiosks"),
    path("counter/kiosks/<int:counter_kiosk>/end", kiosks.counter_kiosk_end, name="counter_kiosk_end"),
    path("counter/<int:counter_place>/take", desks.counter_take, name="counter_take"),
    path("counter/<int:counter_place>/settings", places.counter_settings, name="counter_settings"),
    path("counter/<int:counter_place>/figures", places.counter_figures, name="counter_figures"),
    path("counter/tickets/<int:counter_ticket>", tickets.counter_ticket, name="counter_ticket"),
    path("counter/tickets/<int:counter_ticket>/do", tickets.counter_ticket_do, name="counter_ticket_do"),
    path("counter/tickets/<int:counter_ticket>/case", tickets.counter_case, name="counter_case"),
    path("counter/tickets/<int:counter_ticket>/slip.pdf", tickets.counter_slip, name="counter_slip"),
    path("board/<int:counter_place>", boards.board, name="board"),
    path("board/key/<str:board_token>", boards.board_open, name="board_open"),
    path("kiosk/key/<str:kiosk_token>", kiosk.kiosk_open, name="kiosk_open"),
    path("kiosk/key/<str:kiosk_token>/slip", kiosk.kiosk_slip, name="kiosk_slip"),
    path("kiosk/key/<str:kiosk_token>/slip.pdf", kiosk.kiosk_paper, name="kiosk_paper"),
    path("q/key/<str:line_token>", boards.place_in_line_page, name="place_in_line"),
]
