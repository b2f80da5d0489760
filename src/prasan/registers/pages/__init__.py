"""Pages of the registers: read, and upkeep of sets, policies, indicators and targets."""
