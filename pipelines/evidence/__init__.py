"""The evidence pack of a night or a release: facts are gathered, sections told, a folder written.

What guidance asks and how a page is written is in `governance.evidence`. Nothing is decided here.
"""
