"""Training writes the numbers of both models, the same for one seed, and nothing else."""

from pathlib import Path

import pytest

from linkage_models import model as models
from linkage_models.family.model import FAMILY_MODEL
from linkage_models.model import LinkageModel, load_trained
from linkage_models.person.model import PERSON_MODEL
from pipelines import training
from synthetic_data.deliveries import write_town
from synthetic_data.plan import TownPlan
from synthetic_data.records.errors import ErrorLevel
from tests.integration.support import AS_AT, Place, make_place

pytestmark = pytest.mark.slow

MODELS = (PERSON_MODEL, FAMILY_MODEL)


@pytest.fixture(scope="module")
def noisy(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A town whose records err so often that few of them show every level of agreement."""
    place = make_place(tmp_path_factory.mktemp("noisy"))
    plan = TownPlan(people=2_000, seed=5, level=ErrorLevel.HOSTILE, service_multiplier=3.0)
    write_town(plan, place.data / "exports", place.data / "truth")
    return place


@pytest.fixture
def trained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where trained numbers are written and read, instead of the package."""

    def trained_path(model: LinkageModel) -> Path:
        return tmp_path / f"{model.name}.json"

    monkeypatch.setattr(models, "trained_path", trained_path)
    monkeypatch.setattr(training, "trained_path", trained_path)
    return tmp_path


def test_training_twice_with_one_seed_gives_the_same_numbers(noisy: Place, trained: Path) -> None:
    written = []
    for _ in range(2):
        outcome = noisy.thinkfamily("train", "--as-at", AS_AT, "--seed", "3")
        assert outcome.exit_code == 0, outcome.told
        written.append([(trained / f"{model.name}.json").read_bytes() for model in MODELS])
        assert all(load_trained(model) for model in MODELS)
    assert written[0] == written[1]
    assert not (noisy.data / "nights").exists()
    assert not (noisy.data / "releases").exists()
    assert list(noisy.data.rglob("*.duckdb")) == []


def test_too_few_records_are_refused_by_the_levels_they_do_not_show(
    hamlet: Place, trained: Path
) -> None:
    published = hamlet.published()
    outcome = hamlet.thinkfamily("train", "--as-at", AS_AT)
    assert outcome.exit_code == 1
    assert "the person model cannot be trained on these records" in outcome.err
    assert "date_of_birth: " in outcome.err
    assert list(trained.glob("*.json")) == []
    assert hamlet.published() == published
    assert list((hamlet.data / "training").rglob("*.duckdb*")) == []
