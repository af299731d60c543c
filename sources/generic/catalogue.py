"""The presets that are shipped: descriptions of lists by name, read from `presets/*.toml`."""

import tomllib
from functools import cache
from importlib import resources

from sources.generic.description import ListDescription


class UnknownPresetError(KeyError):
    """A preset is named that nobody has written."""

    def __str__(self) -> str:
        return str(self.args[0])


def preset_names() -> tuple[str, ...]:
    """Return the names of all presets."""
    files = resources.files("sources.generic.presets").iterdir()
    return tuple(sorted(f.name.removesuffix(".toml") for f in files if f.name.endswith(".toml")))


@cache
def preset(name: str) -> ListDescription:
    """Return a preset.

    Raises:
        UnknownPresetError: no preset has that name.
    """
    return ListDescription.model_validate(preset_content(name))


def preset_content(name: str) -> dict[str, object]:
    """Return what stands in a preset, to be amended before it is validated.

    Raises:
        UnknownPresetError: no preset has that name.
    """
    if name not in preset_names():
        msg = f"no preset is called {name!r}; there are {', '.join(preset_names())}"
        raise UnknownPresetError(msg)
    file = resources.files("sources.generic.presets") / f"{name}.toml"
    return tomllib.loads(file.read_text("utf-8"))


def amended(content: dict[str, object]) -> dict[str, object]:
    """Return a description that names a `preset` with the preset's own words where it is silent.

    Columns are amended one by one; everything else is said anew.

    Raises:
        UnknownPresetError: no preset has that name.
    """
    name = content.get("preset")
    if not isinstance(name, str):
        return content
    base = preset_content(name)
    own = {key: value for key, value in content.items() if key != "preset"}
    both = {**base, **own}
    old, new = base.get("columns"), own.get("columns")
    if isinstance(old, dict) and isinstance(new, dict):
        both["columns"] = {**old, **new}
    return both
