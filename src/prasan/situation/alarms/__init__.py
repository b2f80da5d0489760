"""Numbers that warn (สัญญาณเตือน): alarms on counts of news and on reported figures, and what people make of them."""
