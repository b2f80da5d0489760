"""Pages of monthly reports: they read, render, and hand verbs to the door."""
