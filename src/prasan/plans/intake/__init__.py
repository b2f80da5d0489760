"""Files that bring rows into plans: how cells are read, and how a sent file is kept until it is accepted."""
