"""Lists that no declared format describes: a council says what each of their columns means.

A description names a role for every column; from it an ordinary format is built, which is read,
checked and mapped like any other. Nothing here knows one list or one system: those are `presets`.
"""
