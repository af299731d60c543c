"""Pupils with their contacts as a school's own system exports them: a list, built from its preset.

What the columns are is in `sources/generic/presets/mis_contacts.toml`; Arbor and Bromcom have
presets of their own, without ids of parents, for a source that describes its lists itself.
"""

from sources.generic.building import PEOPLE, kept_to, list_format
from sources.generic.catalogue import preset

MIS_CONTACTS = kept_to(list_format("mis_contacts", "school", preset("mis_contacts")), PEOPLE)
