"""Values that could be real are put together from pieces, so that this file passes its own rule."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci" / "refuse_personal_data.py"

REAL_LOOKING = {
    "NHS number": ["943 476" + " 5919", "943476" + "5919", "943-476" + "-5919"],
    "UPN": ["B8012000" + "05001", "b8012000" + "05001"],
    "mobile number": ["07911" + " 123456", "+44 7911" + " 123 456", "0044791" + "1123456"],
    "National Insurance number": ["AB 12 34" + " 56 C", "AB1234" + "56C"],
    "e-mail address": ["ivy.okafor" + "@nhs.net"],
}
HARMLESS = [
    "999 100 0410",  # The NHS test range.
    "9000000009",
    "1111111111",  # Passes the check digit, and is never issued.
    "943476" + "5918",  # The check digit does not fit.
    "Q999400119001",  # Local authority 999 does not exist.
    "A8012000" + "05001",  # The check letter does not fit.
    "07700 900123",  # Kept for drama.
    "+44 7700 900999",
    "QQ123456C",  # A prefix that is never issued.
    "ivy@example.org",
    "ivy@clinic.example.com",
    "ivy@clinic.invalid",
    "sha256:" + "a943476" + "5919f",  # A part of something longer.
]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("refuse_personal_data", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # Its dataclasses look themselves up there.
    spec.loader.exec_module(module)
    return module


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".ci").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("kind", "value"), [(kind, value) for kind, values in REAL_LOOKING.items() for value in values]
)
def test_a_value_that_could_be_real_is_refused_without_being_shown(
    script: ModuleType, capsys: pytest.CaptureFixture[str], kind: str, value: str
) -> None:
    Path("notes.md").write_text(f"# Notes\nseen: {value}, twice\n", encoding="utf-8")

    assert script.main(["notes.md"]) == 1

    shown = capsys.readouterr()
    assert shown.out == f"notes.md:2: {kind}\n"
    assert value not in shown.out + shown.err


@pytest.mark.parametrize("value", HARMLESS)
def test_a_value_that_can_be_nobodys_passes(script: ModuleType, value: str) -> None:
    Path("notes.md").write_text(f"seen: {value}, twice\n", encoding="utf-8")

    assert script.main(["notes.md"]) == 0


@pytest.mark.parametrize("name", ["a.csv", "deep/down/A.CSV", "w.duckdb", "r.db", "uv.lock"])
def test_a_data_file_is_refused_wherever_it_is(script: ModuleType, name: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text("made up\n", encoding="utf-8")

    assert script.main([name]) == 1


@pytest.mark.parametrize("folder", ["synthetic_data/naming/reference", "tests/data/deep"])
def test_made_up_data_may_stand_in_its_own_folders(script: ModuleType, folder: str) -> None:
    Path(folder).mkdir(parents=True)
    Path(folder, "names.csv").write_text("given_name\nivy\n", encoding="utf-8")

    assert script.main([f"{folder}/names.csv"]) == 0


def test_made_up_data_is_searched_too(script: ModuleType) -> None:
    Path("tests/data").mkdir(parents=True)
    Path("tests/data/patients.csv").write_text("943476" + "5919\n", encoding="utf-8")

    assert script.main(["tests/data/patients.csv"]) == 1


def test_utf_16_is_read_and_other_binary_is_not(script: ModuleType) -> None:
    Path("utf16.txt").write_text("943476" + "5919", encoding="utf-16")
    Path("picture.png").write_bytes(b"\0" + b"943476" + b"5919")

    assert script.main(["utf16.txt"]) == 1
    assert script.main(["picture.png"]) == 0


def test_an_allowance_covers_its_kind_in_its_files_only(script: ModuleType) -> None:
    script.ALLOWED_FILE.write_text("docs/*.md | NHS number | printed in a published guide\n")
    Path("docs").mkdir()
    Path("docs/a.md").write_text("943476" + "5919\n", encoding="utf-8")
    Path("docs/b.md").write_text("07911" + "123456\n", encoding="utf-8")
    Path("c.md").write_text("943476" + "5919\n", encoding="utf-8")

    assert script.main(["docs/a.md"]) == 0
    assert script.main(["docs/b.md"]) == 1
    assert script.main(["c.md"]) == 1


@pytest.mark.parametrize("line", ["docs/*.md | NHS number", "docs/*.md | shoe size | worn out"])
def test_an_allowance_without_a_reason_or_a_known_kind_is_an_error(
    script: ModuleType, line: str
) -> None:
    script.ALLOWED_FILE.write_text(line + "\n")

    with pytest.raises(script.AllowedFileError, match=r"personal_data_allowed\.txt:1"):
        script.main([])
