"""What a meeting may have to speak about, gathered from figures, reports, directives and events: `gather.gather`."""
