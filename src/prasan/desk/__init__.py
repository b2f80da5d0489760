"""Screens and flows across domains: wall, province page, my work, search."""
