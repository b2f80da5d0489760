"""The Thai reference pack: tables with their sources, and how they become rows."""
