"""Provincial development plans: lines on their path, files that bring them, and what was ordered into them."""
