"""Bulk entry of people: read a file into rows, settle each row by the same rules and the same look as the page."""
