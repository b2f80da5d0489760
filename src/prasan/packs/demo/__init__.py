"""The demo ministry: invented people and figures over the real areas and offices, made relative to today."""
