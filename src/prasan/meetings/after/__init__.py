"""Before and after the meeting on paper: minutes as data, the book, letters; how each is shown."""
