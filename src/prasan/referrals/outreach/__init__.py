"""Outreach: who is chosen for a list, how far a list is, and who goes from it when a right ends."""
