"""The life of thresholds: proposed with what they would change, approved by another, in force.

Nights ask here what they may be linked at; the configuration has no say in it.
"""

from dataclasses import asdict
from datetime import date

from governance.register import threshold_decisions, threshold_returns, thresholds
from governance.register.decision import Decision, noted_when_refused, refuse_without_reason
from governance.register.register import Register
from governance.register.threshold_returns import ThresholdReturn
from governance.register.threshold_seal import refuse_changed
from governance.register.thresholds import Approval, ThresholdVersion
from governance.register.trade_off import TradeOff
from linkage_models.thresholds import Levels
from pipelines.config import Config
from pipelines.errors import NotAllowedError
from pipelines.judgements import labels_of
from pipelines.levels import BUILT_IN, LevelsInForce
from pipelines.manifest import model_versions
from pipelines.nights import Night
from pipelines.register import register_of
from pipelines.threshold_evidence import Proposed, take_evidence, trade_off_of
from pipelines.threshold_fitness import models_of, refuse_unfit
from pipelines.warehouse import key_from_environment, open_warehouse


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

    def trade_off(self, as_at: date) -> TradeOff:
        """Return what each join level would give of a night, which is only read: seconds.

        Raises:
            NoNightError: the night was not built whole.
            LabelError: a sheet of labels is configured and cannot be read.
        """
        night = Night(data=self._config.data, as_at=as_at)
        models_of(night)
        labels = labels_of(self._config)
        key, engine = key_from_environment(), self._config.engine
        with open_warehouse(night.warehouse, key, engine, read_only=True) as con:
            return trade_off_of(con, labels)

    def propose(self, as_at: date, levels: Levels, decision: Decision) -> ThresholdVersion:
        """Propose levels, with what they would have changed on a night.

        Raises:
            NotAllowedError: the levels contradict each other, are in force by somebody's approval
                with the same models, or the night was linked at others than those in force.
            NoNightError: the night was not built whole.
            DecisionError: no reason is given, or another version was proposed meanwhile.
        """
        in_force, models = self.in_force(), model_versions()
        night = Night(data=self._config.data, as_at=as_at)
        is_same = models_of(night) == models
        refuse_unfit(levels, in_force, is_approved=is_same and bool(self.approvals()))
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

    def returns(self) -> tuple[ThresholdReturn, ...]:
        """Return every return to older levels that was ever proposed, the newest first."""
        with self._register.reading() as session:
            return threshold_returns.all_returns(session)

    def waiting_return(self, version: int) -> ThresholdReturn | None:
        """Return the proposal to return to a version that waits for a decision, if there is one."""
        with self._register.reading() as session:
            return threshold_returns.waiting_return(session, version)

    def propose_return(self, version: int, decision: Decision) -> ThresholdReturn:
        """Propose that a version that was in force before comes into force again.

        Raises:
            DecisionError: it was never in force, or is; its return waits for a decision already;
                or no reason is given.
        """
        with self._register.changing() as change:
            return threshold_returns.propose_return(change, version, decision)

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
        """Refuse a version that waits for a decision, or the return to one that does.

        Raises:
            DecisionError: it does not wait for one, or no reason is given.
        """
        with self._register.changing() as change:
            threshold_decisions.refuse(change, version, decision)
