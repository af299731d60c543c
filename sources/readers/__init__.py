"""Reading files as they arrive: every value as text, with the line it stood on."""
