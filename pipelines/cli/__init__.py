"""The command line: what an analyst types, with progress, plain errors and exit codes."""
