"""One calendar of deadlines, milestones and holidays: `sources` the registry, `own` what is known, `ical` the feed."""
