"""Pages of the cascade: they read, render, and hand verbs to the door."""
