"""Pages of intake: sources with their ledger, and the forms by which people bring news in."""
