"""Pure Python without Django: Thai reading, dates, periods, working time, check digits, status."""
