"""An office without an account answers by a link."""
