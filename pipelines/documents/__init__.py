"""The documents that follow from declarations: data dictionary, counts, claims, model cards.

`python -m pipelines.documents` writes them, and with `--check` fails where one is stale. Nothing
that is measured is made here: the accuracy tables of the model cards are filled by people.
"""
