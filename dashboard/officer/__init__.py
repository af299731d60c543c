"""Pages for data protection officers: what is in force, who approved it, what is to be decided."""
