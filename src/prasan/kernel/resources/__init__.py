"""Rules of lending between offices that need no database."""
