"""Pages of the directives."""
