"""Who is who, and who is family: Splink models, thresholds, clusters, evaluation.

Works on plain tables of a connection it is given. No Dagster and no paths of a council's data.
"""
