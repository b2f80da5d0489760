"""How well the machine judges items, and how people's corrections make a better one (คุณภาพการคัดข่าว)."""
