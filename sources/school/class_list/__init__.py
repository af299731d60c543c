"""Class and cohort lists as schools give them to immunisation teams: a child, up to two parents.

There is no id: a child is known by NHS number, or else by name, birth and postcode. What the
columns are is in `sources/generic/presets/class_list.toml`. The place of a school may be 888888,
which says that it is not known, or 999999: taught at home, and enrolled nowhere.
"""

from sources.generic.building import kept_to, list_format
from sources.generic.catalogue import preset

CLASS_LIST = kept_to(list_format("class_list", "school", preset("class_list")), __name__)
