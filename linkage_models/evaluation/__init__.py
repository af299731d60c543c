"""How good the linkage is, against a truth: pairs, clusters, families, counts."""
