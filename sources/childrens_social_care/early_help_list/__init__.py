"""A council's list of families in early help: a list, built from its preset.

Nobody has published a form for it. What the columns are is in
`sources/generic/presets/early_help_list.toml`, and a council whose list has other headers describes
its own in `thinkfamily.toml`.
"""

from sources.generic.building import list_format
from sources.generic.catalogue import preset

EARLY_HELP_LIST = list_format("early_help_list", "childrens_social_care", preset("early_help_list"))
