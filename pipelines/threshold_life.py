"""The life of thresholds: proposed with what they would change, approved by another, in force.

Nights ask here what they may be linked at; the configuration has no say in it.
"""

import json
from dataclasses import asdict
from datetime import date

from governance.register import threshold_decisions, thresholds
from governance.register.decision import Decision, noted_when_refused, refuse_without_reason
from governance.register.register import Register
from governance.register.threshold_seal import refuse_changed
from governance.register.thresholds import Approval, ThresholdVersion
from linkage_models.thresholds import Levels
from pipelines.config import Config
from pipelines.errors import NotAllowedError
from pipelines.levels import BUILT_IN, LevelsInForce, problems_of
from pipelines.manifest import model_versions
from pipelines.nights import MANIFEST, Night, NoNightError
from pipelines.register import register_of
from pipelines.threshold_evidence import Proposed, take_evidence


class ThresholdLife:
    """The versions of thresholds of a configuration's register."""

    def __init__(self, config: Config, register: Register | None = None) -> None:
        """Take the configuration; its register is opened unless one is given."""
        self._config = config
        self._register = register or register_of(config)

    def in_force(self) -> LevelsInForce:
        """Return the levels that were approved last, whatever models are installed.

        Raises:
            DecisionError: they are not what the audit chain says was approved.
        """
        with self._register.reading() as session:
            refuse_changed(session)
            version = thresholds.in_force(session)
            if version == thresholds.BUILT_IN:
                return BUILT_IN
            levels = thresholds.find_version(session, version).levels
        return LevelsInForce(version=version, levels=Levels(**levels))

    def for_a_night(self) -> LevelsInForce:
        """Return the levels that a night is to be linked at.

        Raises:
            DecisionError: they are not what the audit chain says was approved.
            NotAllowedError: they were approved with other models than those installed.
        """
        found = self.in_force()
        if found.version != thresholds.BUILT_IN:
            with self._register.reading() as session:
                approved = thresholds.find_version(session, found.version).models
            others = [name for name, of in model_versions().items() if approved.get(name) != of]
            if others:
                msg = (
                    f"{thresholds.subject(found.version)} was approved with another "
                    f"{' and '.join(others)} model than is installed: propose its levels again "
                    "with `thinkfamily threshold propose`, and have them approved"
                )
                raise NotAllowedError(msg)
        return found

    def all(self) -> tuple[ThresholdVersion, ...]:
        """Return every version that was ever proposed, the newest first."""
        with self._register.reading() as session:
            return thresholds.all_versions(session)

    def approvals(self) -> tuple[Approval, ...]:
        """Return every approval, the last one first."""
        with self._register.reading() as session:
            return thresholds.all_approvals(session)

    def find(self, version: int) -> ThresholdVersion:
        """Return a version that somebody proposed.

        Raises:
            DecisionError: nobody proposed one of that number.
        """
        with self._register.reading() as session:
            return thresholds.find_version(session, version)

    def standing(self, version: int) -> thresholds.Standing:
        """Say how far a version is."""
        with self._register.reading() as session:
            return thresholds.standing(session, version)

    def propose(self, as_at: date, levels: Levels, decision: Decision) -> ThresholdVersion:
        """Propose levels, with what they would have changed on a night.

        Raises:
            NotAllowedError: the levels contradict each other, are those in force with the same
                models, or the night was linked at others than those in force.
            NoNightError: the night was not built whole.
            DecisionError: no reason is given, or another version was proposed meanwhile.
        """
        in_force, models = self.in_force(), model_versions()
        night = Night(data=self._config.data, as_at=as_at)
        is_same = _models_of(night) == models
        _refuse_unfit(levels, in_force, is_same_models=is_same)
        refuse_without_reason(decision)  # Before minutes of counting.
        proposed = Proposed(levels=levels, is_weighed=is_same)
        evidence = take_evidence(self._config, night, in_force, proposed)
        with self._register.changing() as change:
            version = ThresholdVersion(
                version=thresholds.next_version(change.session),
                against=in_force.version,
                levels=asdict(levels),
                models=models,
                evidence=evidence,
                proposed=decision,
            )
            threshold_decisions.propose(change, version)
        return version

    def approve(self, version: int, decision: Decision) -> None:
        """Bring a version into force, from the next night on.

        Raises:
            DecisionError: it may not be approved, or not by this person; that is noted too.
        """
        subject = thresholds.subject(version)
        with (
            noted_when_refused(self._register, "approval was refused", subject, decision),
            self._register.changing() as change,
        ):
            threshold_decisions.approve(change, version, decision)

    def refuse(self, version: int, decision: Decision) -> None:
        """Refuse a version that waits for a decision.

        Raises:
            DecisionError: it does not wait for one, or no reason is given.
        """
        with self._register.changing() as change:
            threshold_decisions.refuse(change, version, decision)


def _models_of(night: Night) -> dict[str, str]:
    """Return the models that a night was linked with."""
    try:
        told = json.loads((night.folder / MANIFEST).read_text("utf-8"))["versions"]
        found = {name: str(told[f"{name} model"]) for name in model_versions()}
    except (OSError, ValueError, KeyError, TypeError):
        found = {}
    if not found or not night.warehouse.is_file():
        msg = f"night {night.as_at} is not there whole: run `thinkfamily night` first"
        raise NoNightError(msg)
    return found


def _refuse_unfit(levels: Levels, in_force: LevelsInForce, *, is_same_models: bool) -> None:
    problems = problems_of(levels)
    if levels == in_force.levels and is_same_models:
        problems.append(f"they are those of version {in_force.version}, which is in force")
    if problems:
        msg = "\n".join(["these levels cannot be proposed:", *(f"  - {each}" for each in problems)])
        raise NotAllowedError(msg)
