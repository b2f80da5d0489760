"""Rules of vocational training that need no database: seats, attendance, outcome."""
