"""Imports go one way, so that each package can be read, tested and replaced without those above it.

The rule is that of the architecture: pipelines knows everybody; governance, linkage_models and
synthetic_data know sources; sources knows nobody. One package schedules, one links.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BELOW = {
    "sources": set[str](),
    "linkage_models": {"sources"},
    "governance": {"sources"},
    "synthetic_data": {"sources"},
    "pipelines": {"governance", "linkage_models", "sources", "synthetic_data"},
    "dashboard": {"governance", "linkage_models", "sources", "pipelines"},
}
ONLY_IN = {"dagster": "pipelines", "splink": "linkage_models"}
PACKAGES = sorted(name for name in BELOW if (ROOT / name / "__init__.py").is_file())


def imported(text: str) -> Iterator[tuple[int, str]]:
    """Give the line and the full name of whatever a module imports, wherever it does."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module
        elif isinstance(node, ast.Call) and node.args:
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            match name, node.args[0]:
                case "import_module" | "__import__", ast.Constant(value=str(module)):
                    yield node.lineno, module


def wrong_way(package: str, text: str) -> list[str]:
    """Return the imports of a module that its package may not make."""
    found = []
    for line, name in imported(text):
        top = name.split(".")[0]
        is_ours = top in BELOW and top != package and top not in BELOW[package]
        of_one_alone = next(
            (owner for tool, owner in ONLY_IN.items() if top.split("_")[0] == tool), package
        )
        if is_ours or of_one_alone != package or top == "tests":
            found.append(f"line {line}: {name}")
    return found


def test_every_package_of_the_project_has_its_place_in_the_rule() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert packages - {"tests", "benchmarks"} == set(PACKAGES)
    assert {"sources", "linkage_models", "governance", "pipelines"} <= set(PACKAGES)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_imports_only_what_is_below_it(package: str) -> None:
    modules = sorted((ROOT / package).rglob("*.py"))
    assert modules
    found = {
        str(path.relative_to(ROOT)): wrong
        for path in modules
        if (wrong := wrong_way(package, path.read_text("utf-8")))
    }
    assert found == {}


def test_no_package_knows_another_that_knows_it() -> None:
    for package, below in BELOW.items():
        assert not [name for name in below if package in BELOW[name]]


@pytest.mark.parametrize(
    ("package", "text", "found"),
    [
        ("sources", "from linkage_models.person import model", ["line 1: linkage_models.person"]),
        ("sources", "import csv\nimport pipelines.config as c", ["line 2: pipelines.config"]),
        ("sources", "import splink", ["line 1: splink"]),
        ("linkage_models", "from governance import release", ["line 1: governance"]),
        ("linkage_models", "import dagster as dg", ["line 1: dagster"]),
        ("governance", "from synthetic_data.town import TownPlan", ["line 1: synthetic_data.town"]),
        ("governance", "def f():\n    from dagster import asset", ["line 2: dagster"]),
        ("synthetic_data", "if True:\n    import linkage_models", ["line 2: linkage_models"]),
        ("pipelines", "import splink.internals", ["line 1: splink.internals"]),
        ("pipelines", "from dashboard import app", ["line 1: dashboard"]),
        ("pipelines", "from tests.builders import deliver", ["line 1: tests.builders"]),
        ("dashboard", "import dagster_duckdb", ["line 1: dagster_duckdb"]),
        ("sources", 'import_module("governance.release")', ["line 1: governance.release"]),
        ("sources", 'importlib.import_module("dagster")', ["line 1: dagster"]),
        ("governance", "import sources\nfrom sources.conformed import CONFORMED", []),
        ("linkage_models", "from splink import Linker\nfrom sources.tables import row_count", []),
        ("pipelines", "import dagster as dg\nfrom synthetic_data import town", []),
        ("sources", "from sources.codes import INVERSE\nimport duckdb, governance_of_others", []),
        ("sources", 'text = "import dagster"  # from splink import x', []),
    ],
)
def test_a_module_that_breaks_the_rule_is_caught(package: str, text: str, found: list[str]) -> None:
    assert wrong_way(package, text) == found
