"""The documents that follow from declarations: data dictionary, counts, claims, model cards.

`python -m pipelines.documents` writes them, and with `--check` fails where one is stale. Nothing
is measured here: the accuracy of the person model is read from what `make quality` found, and that
of the family model is filled in by people.
"""
