"""Small lists that the models read, written by us."""

from importlib import resources

import pyarrow as pa


def short_forms() -> pa.Table:
    """Return short forms of given names with the formal names they may stand for."""
    text = (resources.files(__name__) / "short_forms.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    pairs = [
        (form, formal)
        for formal, _, forms in (line.partition(": ") for line in lines)
        for form in forms.split()
    ]
    return pa.table({"short": [form for form, _ in pairs], "formal": [f for _, f in pairs]})
