"""What every request passes: its id, its log line, language, security headers, people-readable errors."""
