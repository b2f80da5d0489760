"""Settings, urls, entry points, error pages."""
