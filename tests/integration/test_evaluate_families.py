"""`thinkfamily evaluate --conformed` on a truth that knows families, in an empty folder."""

from pathlib import Path
from shutil import copy

import pyarrow.parquet as pq
import pytest

from linkage_models.model import trained_path
from linkage_models.person.model import PERSON_MODEL
from tests.conftest import Town
from tests.integration.labelled_town import Labelled, figures, run, write_labelled
from tests.integration.searching import found_in
from tests.integration.support import AS_AT, Outcome


@pytest.fixture(scope="module")
def labelled(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Labelled:
    return write_labelled(town, tmp_path_factory.mktemp("labelled"))


@pytest.fixture(scope="module")
def of_families(
    labelled: Labelled, town: Town, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Outcome]:
    """The set judged by the truth folder of its town, without a tie that a source states."""
    place = tmp_path_factory.mktemp("families")
    bare = place / "bare"
    bare.mkdir()
    for table in ("person_record", "address"):
        copy(labelled.folder / f"{table}.parquet", bare)
    outcome = run(
        place / "empty",
        *("--conformed", bare, "--truth", town.data / "truth" / AS_AT, "--out", place / "out"),
        *("--model", trained_path(PERSON_MODEL), "--as-at", AS_AT),
    )
    assert outcome.exit_code == 0, outcome.told
    return place / "out", outcome


def test_families_are_judged_end_to_end_and_with_persons_given(
    of_families: tuple[Path, Outcome],
) -> None:
    out, outcome = of_families
    told = figures(out / "evaluation.json")
    families, truth = told["families"], told["truth"]["families"]
    assert (families["as_at"], families["as_at_is_newest_date_of_data"]) == (AS_AT, False)
    for judged in (families["end_to_end"], families["persons_given"]):
        assert (judged["children"], judged["units"]) == (truth["children"], truth["units"])
        # Addresses alone tell much less than stated ties do.
        assert judged["shares"]["child_b_cubed_f1"]["value"] > 0.5
        for share in judged["shares"].values():
            assert share["low"] <= share["value"] <= share["high"]
        assert judged["by_family_type"]
    words = " ".join(outcome.out.split())
    assert "How well families were found" in words
    assert f"{truth['children']:,} children in {truth['units']:,} units by the truth" in words


def test_found_families_are_written_by_the_numbers_of_persons(
    of_families: tuple[Path, Outcome],
) -> None:
    out, _ = of_families
    persons = set(pq.read_table(out / "persons.parquet")["person_id"].to_pylist())
    members = pq.read_table(out / "member.parquet")
    children = [
        row["person_id"] for row in members.to_pylist() if row["role"] in {"child", "unborn_child"}
    ]
    assert (
        len(children)
        == len(set(children))
        == figures(out / "evaluation.json")["families"]["children_found"]
    )
    assert set(members["person_id"].to_pylist()) <= persons
    ties = pq.read_table(out / "care_tie.parquet")
    assert set(ties["adult_id"].to_pylist()) <= set(members["person_id"].to_pylist())


def test_nothing_told_of_families_holds_a_persons_value(
    of_families: tuple[Path, Outcome], town: Town
) -> None:
    out, outcome = of_families
    assert found_in("told", outcome.told.encode(), town.canary.needles) == set()
    told = (out / "evaluation.json").read_bytes()
    assert found_in("figures", told, town.canary.needles) == set()
