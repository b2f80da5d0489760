"""Pages of the protection of personal data."""
