"""The triage queue: items that wait, what the machine proposes, and one key for each decision."""
