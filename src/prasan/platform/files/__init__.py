"""Files that people add: kept once by content, checked, without place data, read through class and scope."""
