"""Documents made from figures: one read model for each, from which page, PDF, slides and data are all written."""
