"""`thinkfamily key`: another key in the place of one; ids, decisions and suppressions stay."""

import typer

from pipelines.cli.context import session_of
from pipelines.cli.releasing import AsName, Reason
from pipelines.config import load_config
from pipelines.key_rotation import NEW_KEY_VARIABLE, Keys, rotate_hashing_key, rotate_key
from pipelines.releasing import decision_of
from pipelines.warehouse import KEY_VARIABLE, key_from_environment

app = typer.Typer(help="Put another key in the place of one.", no_args_is_help=True)


@app.command()
def rotate(context: typer.Context, reason: Reason, as_name: AsName = None) -> None:
    """Write all nights and the register with the key in THINKFAMILY_NEW_KEY.

    THINKFAMILY_KEY is the one that is replaced. No night may run, and the dashboard should be down.
    If it is interrupted, run it again with the same two keys.
    """
    session = session_of(context)
    config = load_config(session.config_file)
    keys = Keys(old=key_from_environment(), new=key_from_environment(NEW_KEY_VARIABLE))
    nights = rotate_key(config, keys, decision_of(config, reason, as_name))
    session.console.print(
        f"{nights} nights and the register are written with the new key. Set {KEY_VARIABLE} to it "
        f"and take {NEW_KEY_VARIABLE} away. Backups made until now open with the old key alone.",
        highlight=False,
    )


@app.command("rotate-hashing")
def rotate_hashing(context: typer.Context, reason: Reason, as_name: AsName = None) -> None:
    """Hash everybody who is suppressed with one more key, which is kept sealed in the register."""
    session = session_of(context)
    config = load_config(session.config_file)
    decision = decision_of(config, reason, as_name)
    found = rotate_hashing_key(config, key_from_environment(), decision)
    session.console.print(
        f"{found} suppressions are hashed anew; nobody was lost.", highlight=False
    )
