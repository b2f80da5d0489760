"""Vocational training: courses, sessions and seats, attendance, certificates, what became of the trainees."""
