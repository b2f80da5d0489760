"""Labels of projects and activities: the list, and a report for each."""
