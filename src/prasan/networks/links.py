"""The kind of address that a labour volunteer holds (platform/web/links.py)."""

VOLUNTEER = "networks.volunteer"
