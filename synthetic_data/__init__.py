"""What we test with: people who do not exist, with the truth about them, in the real formats.

Nothing here reads a real person's data. The exports are written from the declarations of
`sources`, so a format that changes there changes here. Only `likeness` reads what was written, to
measure it.
"""
