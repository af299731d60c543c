"""The lists of names: what they hold, and that they are written so that they can be read."""

import re
from collections import Counter
from importlib import resources

from linkage_models.reference import name_keys, naming_words, short_forms, spellings

KEY: dict[str, str] = {row["name"]: row["key"] for row in spellings().to_pylist()}
KEYS: dict[str, set[str]] = {}
for each in name_keys().to_pylist():
    KEYS.setdefault(each["name"], set()).add(each["key"])
LISTS = ("short_forms.txt", "spellings.txt", "naming_words.txt")


def lines(file: str) -> list[str]:
    text = (resources.files("linkage_models.reference") / file).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def keys_of(name: str) -> set[str]:
    return KEYS.get(name, {name})


def key_of(name: str) -> str:
    return KEY.get(name, name)


def words(kind: str) -> dict[str, str | None]:
    return {row["word"]: row["sex"] for row in naming_words().to_pylist() if row["kind"] == kind}


def test_every_line_is_a_key_and_names_as_records_write_them() -> None:
    for file in LISTS:
        for line in lines(file):
            assert re.fullmatch(r"([A-Z]+|[a-z]+( [FM])?):( [A-Z]+)+", line), (file, line)


def test_no_list_says_anything_twice() -> None:
    assert len(short_forms()) == len(set(map(str, short_forms().to_pylist())))
    formal = Counter(line.partition(":")[0] for line in lines("short_forms.txt"))
    assert [name for name, times in formal.items() if times > 1] == []
    assert len(naming_words()) == len(set(map(str, naming_words().to_pylist())))


def test_a_name_is_a_spelling_of_one_name_only() -> None:
    names = Counter(spellings()["name"].to_pylist())
    assert [name for name, times in names.items() if times > 1] == []


def test_spellings_of_one_name_share_a_key() -> None:
    for group in (
        ("MOHAMMED", "MUHAMMAD", "MOHD", "MAXAMED"),
        ("AHMED", "AHMAD", "AXMED"),
        ("CATHERINE", "KATHERINE", "KATHRYN"),
        ("STEPHEN", "STEVEN"),
        ("SIOBHAN", "SHIVAUN"),
        ("ALEKSANDRA", "ALEXANDRA", "OLEKSANDRA"),
        ("HUSSAIN", "HUSSEIN", "HOSSAIN"),
        ("CHOWDHURY", "CHAUDHRY", "CHOUDHURY"),
    ):
        assert len({key_of(name) for name in group}) == 1, group


def test_names_that_brothers_and_sisters_bear_keep_apart() -> None:
    for one, other in (
        ("NICOLA", "NICHOLAS"),
        ("GABRIELLE", "GABRIEL"),
        ("DEEPAK", "DEEPIKA"),
        ("FRANCES", "FRANCIS"),
        ("HASSAN", "HUSSAIN"),
        ("MAHMOOD", "MUHAMMAD"),
        ("EMMA", "EMILY"),
        ("ZAHRA", "ZARA"),
        ("PAUL", "PAULA"),
        ("ANNA", "HANNAH"),
    ):
        assert keys_of(one).isdisjoint(keys_of(other)), (one, other)


def test_a_short_form_is_known_by_the_names_it_stands_for() -> None:
    for short, formal in (
        ("KATE", "KATHRYN"),
        ("STEVE", "STEPHEN"),
        ("NIKKI", "NICOLA"),
        ("SEUN", "OLUWASEUN"),
        ("MO", "MOHAMMED"),
        ("GOSIA", "MALGORZATA"),
        ("NELU", "IOAN"),
        ("ZE", "JOSE"),
        ("JASSI", "JASWINDER"),
        ("DAI", "DAFYDD"),
        ("SHIV", "SIOBHAN"),
        ("ABDI", "CABDIRAXMAAN"),
    ):
        assert keys_of(short) & keys_of(formal), (short, formal)


def test_a_form_of_several_names_joins_none_of_them() -> None:
    assert keys_of("ALEX") >= {key_of("ALEXANDER"), key_of("ALEXANDRA")}
    assert keys_of("ALEXANDER").isdisjoint(keys_of("ALEXANDRA"))
    assert keys_of("CHRISTINE").isdisjoint(keys_of("CHRISTOPHER"))


def test_a_name_is_always_known_by_its_own_key() -> None:
    told = name_keys().to_pylist()
    own = {row["name"] for row in told if row["key"] == key_of(row["name"])}
    assert own == {row["name"] for row in told}


def test_words_that_tell_nobody_apart_come_in_all_their_spellings() -> None:
    assert words("courtesy") | {"KAUR": "F", "KHATOON": "F", "SINGH": "M"} == words("courtesy")
    assert words("shared") | {"MOHAMMED": "M", "MD": "M", "ABDUR": "M"} == words("shared")
    assert {"MUM", "TWINA"} <= words("placeholder").keys()
    assert {"DE", "AL", "MC"} <= words("particle").keys()


def test_names_that_people_really_bear_are_no_placeholders_or_titles() -> None:
    borne = {"SON", "MAJOR", "IMAM", "KHAN", "PRINCE", "BABA", "MAY", "GUY"}
    assert borne.isdisjoint(words("placeholder").keys() | words("title").keys())
