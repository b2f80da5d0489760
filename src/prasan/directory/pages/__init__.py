"""Pages of the directory: browse, seats, administration, holidays, orders, imports."""
