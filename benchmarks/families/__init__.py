"""SELECTs of the benchmark of families."""
