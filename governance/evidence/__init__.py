"""The evidence pack: what a data protection officer reads of a night or a release, and hands on.

Here is what a pack is made of, what published guidance asks, and how a page and its files are
written. What is answered about a night is gathered in `pipelines.evidence`: nothing here opens one.
"""
