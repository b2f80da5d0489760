"""Events: opened from items, verified, assessed, handled, closed with a lesson; any linking act can be undone."""
