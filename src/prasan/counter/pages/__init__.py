"""Pages of the joint service counter."""
