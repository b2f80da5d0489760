"""What was recorded of a meeting: found in its folder, laid along one line of time, taken away by its rule."""
