"""Rules of one understanding that need no database."""
