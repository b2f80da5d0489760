"""Pages of one understanding."""
