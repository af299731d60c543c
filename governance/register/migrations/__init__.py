"""How the register's tables came to be what they are, one step a file, newest last."""
