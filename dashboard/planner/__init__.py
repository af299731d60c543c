"""Pages for planners: the population as released. They read releases, and nothing else."""
