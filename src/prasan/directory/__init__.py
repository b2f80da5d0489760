"""Areas, dated groups of areas, offices, people, seats, delegation, holidays."""
