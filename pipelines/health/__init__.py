"""Whether an unattended machine is in order: what is looked at, and how it is told to monitoring.

Nothing is mended here, and nothing of a person is read.
"""
