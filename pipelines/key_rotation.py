"""Another key in the place of one: warehouses are written anew, the register is sealed anew.

Nothing that is kept changes: persons keep their keys, suppressions their people, the chain its
entries. A rotation that ends half way is run again with the same two keys, and goes on.
"""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from governance.register.chain import Entry
from governance.register.decision import Decision, note, refuse_without_reason
from governance.register.hashing_keys import hashing_keys, random_key, seal_keys
from governance.register.register import Change
from governance.register.rehashing import hash_anew
from governance.register.suppressions import all_suppressions
from pipelines.config import Config, Engine
from pipelines.night_lock import hold, let_go
from pipelines.nights import Night, dated_nights, on_disk, private_folder
from pipelines.refusal import NotAllowedError
from pipelines.register import register_of
from pipelines.subjects.hashing import Hasher
from pipelines.warehouse import WarehouseKeyError, copy_warehouse, open_warehouse

NEW_KEY_VARIABLE = "THINKFAMILY_NEW_KEY"
_ROTATED, _HASHING_ROTATED = "key rotated", "hashing key rotated"
_ANEW = "rotated"


@dataclass(frozen=True, kw_only=True)
class Keys:
    """The product's key as it is, and the one that takes its place."""

    old: str
    new: str


def rotate_key(config: Config, keys: Keys, decision: Decision) -> int:
    """Write every night and the register with the new key.

    Returns:
        How many nights there are.

    Raises:
        DecisionError: no reason is given.
        NotAllowedError: the two keys are one.
        NightLockedError: a night is being built.
        RegisterError: the audit chain is not intact.
        WarehouseKeyError: a night was written with neither key.
        WarehouseError: a night cannot be read or written.
    """
    refuse_without_reason(decision)
    if keys.old == keys.new:
        msg = f"{NEW_KEY_VARIABLE} is the key that is set already"
        raise NotAllowedError(msg)
    folder = config.data / "nights"
    private_folder(folder)
    hold(folder)
    try:
        nights = [night for night in dated_nights(config.data) if night.warehouse.is_file()]
        # The old ones stay until everything is written: nothing is lost where the disk is full.
        for night in nights:
            _write_anew(night, keys, config.engine)
        _seal_register(config, keys, decision)
        for night in nights:
            _anew(night).replace(night.warehouse)
            on_disk(night.folder)
    finally:
        let_go(folder)
    return len(nights)


def rotate_hashing_key(config: Config, secret: str, decision: Decision) -> int:
    """Hash everybody who is suppressed once more, with a new key beside those there are.

    Returns:
        How many suppressions there are.

    Raises:
        DecisionError: no reason is given, or suppressions are not what was decided.
        NotAllowedError: some were made with another key.
    """
    refuse_without_reason(decision)
    with register_of(config, secret).changing() as change:
        keys = hashing_keys(change.session, secret)
        Hasher(keys).refuse_other_keys(all_suppressions(change.session))
        new = random_key()
        seal_keys(change, secret, [*keys, new])
        found = hash_anew(change, Hasher([new]).hash, Hasher([*keys, new]).check, decision)
        note(change, _HASHING_ROTATED, "hashing key", decision, suppressions=found)
    return found


def _anew(night: Night) -> Path:
    return night.warehouse.with_name(f"{night.warehouse.name}.{_ANEW}")


def _write_anew(night: Night, keys: Keys, engine: Engine) -> None:
    """Write a night beside itself; one that has the new key already is only copied."""
    try:
        with open_warehouse(night.warehouse, keys.old, engine, read_only=True):
            has_old = True
    except WarehouseKeyError:
        has_old = False
    copy_warehouse(
        night.warehouse, keys.old if has_old else keys.new, engine, _anew(night), keys.new
    )


def _seal_register(config: Config, keys: Keys, decision: Decision) -> None:
    """Seal the register with the new key, unless an interrupted rotation did."""
    sealed = register_of(config, keys.new)
    sealed.anchor_sealed_again(_ROTATED)
    entries = sealed.entries()
    if any(entry.action == _ROTATED for entry in entries) and not sealed.fault():
        return
    entry = Entry(
        at=decision.at,
        by=decision.by,
        action=_ROTATED,
        subject="key",
        details={"reason": decision.reason},
    )
    seal = partial(_seal_hashing_keys, keys=keys)
    register_of(config, keys.old).seal_again(keys.new, entry, also=seal)


def _seal_hashing_keys(change: Change, keys: Keys) -> None:
    seal_keys(change, keys.new, hashing_keys(change.session, keys.old))
