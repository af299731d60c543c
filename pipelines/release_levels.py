"""Whether figures of a night may be released at all, by the levels that it was linked at."""

from collections.abc import Mapping

from pipelines.config import Config
from pipelines.errors import NotAllowedError
from pipelines.threshold_life import ThresholdLife


def refuse_unapproved_levels(config: Config, versions: Mapping[str, str]) -> None:
    """Keep figures of people who exist from readers before somebody approved how they are linked.

    A night is built at the levels that the software brings until others are approved, since a
    proposal is counted on a night.

    Args:
        config: for whom figures are made.
        versions: what the night was built with, as its manifest says.

    Raises:
        NotAllowedError: nobody approved its levels.
    """
    if config.purpose == "synthetic":
        return
    version = int(versions["threshold version"])
    if version not in {each.version for each in ThresholdLife(config).approvals()}:
        msg = (
            f"the night was linked at threshold version {version}, which nobody approved: propose "
            "it with `thinkfamily threshold propose`, have it approved by another person, and "
            "build the night again"
        )
        raise NotAllowedError(msg)
