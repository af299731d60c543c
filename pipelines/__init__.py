"""When and where: the nightly graph, the warehouse, the counts, the command line.

The only package that imports Dagster. Assets are thin; what they call lives in `sources`,
`linkage_models` and `governance`.
"""
