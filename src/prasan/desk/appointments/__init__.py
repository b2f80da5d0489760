"""Appointments (นัดหมาย): dated entries that an office puts into the calendar; the room of meetings adds its own."""
