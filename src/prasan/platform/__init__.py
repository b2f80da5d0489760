"""Mechanisms without a domain: commands and journal, jobs, files, notices, live, listings, vault, documents, ui."""
