"""Where meetings meet directives, figures, the calendar and notices: rooms that know no sibling are joined here."""
