"""The person's side of a case: slip, number and PIN, the page without account, notices."""
