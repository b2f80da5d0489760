"""The desk of the data protection officer: breaches, requests, holds, retention, records of processing."""
