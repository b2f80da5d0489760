"""Migrations of the room connect."""
