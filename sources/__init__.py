"""What arrives: the export formats councils hold, and the one shape they are mapped to.

Here belong declarations of formats, the readers that land their files as text, and one SELECT per
conformed table. Nothing here knows Dagster, Splink or where a file comes from.
"""
