"""What RECORD asks of whoever reports from data that was recorded for something else.

RECORD (Benchimol and others, PLoS Medicine 2015) extends STROBE. Its items are numbered as there,
and put in our words.
"""

from governance.evidence.items import Item

_DATA = "Data and people"
_LINKED = "Access, cleaning and linkage"
_RESULTS = "Results and what they mean"

RECORD = (
    Item(key="1.1", part=_DATA, asks="Which kinds of data, from which databases?"),
    Item(key="1.2", part=_DATA, asks="Which area and time?"),
    Item(key="1.3", part=_DATA, asks="Were databases linked?"),
    Item(key="6.1", part=_DATA, asks="By which codes and rules were people chosen?"),
    Item(key="6.2", part=_DATA, asks="Were those codes and rules validated?"),
    Item(key="6.3", part=_DATA, asks="How many were linked at each step?"),
    Item(key="7.1", part=_DATA, asks="Which codes define what is counted?"),
    Item(key="12.1", part=_LINKED, asks="Who had access to which data?"),
    Item(key="12.2", part=_LINKED, asks="How was the data cleaned?"),
    Item(key="12.3", part=_LINKED, asks="On which level and how was it linked, and how well?"),
    Item(key="13.1", part=_RESULTS, asks="Who was kept and left out, and why, as a diagram?"),
    Item(key="19.1", part=_RESULTS, asks="What follows from the data having another purpose?"),
    Item(key="22.1", part=_RESULTS, asks="Where are the rules, the code and further data?"),
)
"""The items that go beyond STROBE, in their order."""
