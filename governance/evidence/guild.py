"""What should be known at each step of data linkage, after GUILD (Gilbert and others, 2018).

GUILD is the guidance for information about linking data sets, J Public Health 40(1), 191-198. The
questions are put in our words and numbered by step; who answers each step is its heading.
"""

from governance.evidence.items import Item

_PROVIDER = "Step 1: what data providers tell"
_LINKER = "Step 2: what the data linker tells"
_ANALYST = "Step 3: what the analyst tells"

GUILD = (
    Item(key="1.1", part=_PROVIDER, asks="Whom is the data about: which people, area and time?"),
    Item(key="1.2", part=_PROVIDER, asks="How and for what was it recorded in the first place?"),
    Item(
        key="1.3", part=_PROVIDER, asks="How was it taken out of the system, and what was left out?"
    ),
    Item(key="1.4", part=_PROVIDER, asks="What is there to link by, and how complete is it?"),
    Item(key="1.5", part=_PROVIDER, asks="What is known of its errors, and of people held twice?"),
    Item(key="1.6", part=_PROVIDER, asks="What changed over time in how it is recorded?"),
    Item(key="1.7", part=_PROVIDER, asks="By what right is it given, and for what?"),
    Item(key="2.1", part=_LINKER, asks="How was the data cleaned and prepared?"),
    Item(key="2.2", part=_LINKER, asks="By which method were records linked, with which software?"),
    Item(key="2.3", part=_LINKER, asks="Which pairs were compared at all?"),
    Item(
        key="2.4", part=_LINKER, asks="From which weight on is a pair a link, and how was that set?"
    ),
    Item(key="2.5", part=_LINKER, asks="What did people decide by looking?"),
    Item(key="2.6", part=_LINKER, asks="How many records were linked, of which source?"),
    Item(key="2.7", part=_LINKER, asks="How many links are wrong, and how many are missed?"),
    Item(key="2.8", part=_LINKER, asks="In which groups of people are errors more frequent?"),
    Item(key="2.9", part=_LINKER, asks="What is passed on of how sure each link is?"),
    Item(key="2.10", part=_LINKER, asks="How are privacy and small numbers protected?"),
    Item(key="3.1", part=_ANALYST, asks="How do linked and unlinked records differ?"),
    Item(key="3.2", part=_ANALYST, asks="How far do results depend on where the line is drawn?"),
    Item(key="3.3", part=_ANALYST, asks="Are results corrected for errors of linkage, and how?"),
    Item(key="3.4", part=_ANALYST, asks="Is the way from records received to results shown?"),
    Item(key="3.5", part=_ANALYST, asks="What can the results not be used for?"),
)
"""The questions, in their order."""
