"""Pages of the room desk, one module a screen."""
