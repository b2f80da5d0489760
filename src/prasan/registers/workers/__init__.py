"""Rules about the people of the registry that are no verbs: how values are written, and keys that find them again."""
