"""Where the published sample exports are; they are read in place and never copied."""

from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "shared" / "samples"


def sample(name: str) -> Path:
    """Return a sample file or folder, or skip the test where the samples are not at hand."""
    path = SAMPLES / name
    if not path.exists():
        pytest.skip(f"the sample {name} is not beside the project")
    return path
