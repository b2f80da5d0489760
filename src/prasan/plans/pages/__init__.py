"""Pages of the plans: they read, render, and hand verbs to the door."""
