"""Template tags for the pages of the sign-in library."""
