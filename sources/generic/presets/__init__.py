"""Descriptions of lists that many councils have, to be used as they are or amended.

One TOML file each, written as a table in `thinkfamily.toml` is. `presets.catalogue` reads them.
"""
