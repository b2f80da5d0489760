"""The journal: who did what to which thing, with before and after; append-only by database trigger."""
