"""Shared resources (บูรณาการทรัพยากร): offered by one office, booked by another, accounted for between them."""
