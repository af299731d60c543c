"""What a data protection impact assessment asks, in the steps that the ICO's template has."""

from governance.evidence.items import Item

_NEED = "Step 1: the need for an assessment"
_PROCESSING = "Step 2: the processing"
_CONSULTED = "Step 3: consultation"
_NECESSARY = "Step 4: necessity and proportionality"
_OUTCOME = "Step 7: sign off"

BEFORE_RISKS = (
    Item(key="1.1", part=_NEED, asks="What is it to achieve, and why is an assessment needed?"),
    Item(
        key="2.1", part=_PROCESSING, asks="Nature: how is data collected, used, kept and deleted?"
    ),
    Item(key="2.2", part=_PROCESSING, asks="Scope: which data, of how many people, how often?"),
    Item(key="2.3", part=_PROCESSING, asks="Is there special category or criminal offence data?"),
    Item(key="2.4", part=_PROCESSING, asks="Context: who are the people, what would they expect?"),
    Item(key="2.5", part=_PROCESSING, asks="Purposes: what is gained, and for whom?"),
    Item(key="3.1", part=_CONSULTED, asks="Who was asked: people concerned, staff, processors?"),
    Item(key="4.1", part=_NECESSARY, asks="What is the lawful basis?"),
    Item(
        key="4.2", part=_NECESSARY, asks="Is it needed for the purpose, and is there another way?"
    ),
    Item(key="4.3", part=_NECESSARY, asks="How is it kept from being used for something else?"),
    Item(key="4.4", part=_NECESSARY, asks="How is data kept accurate, and to what is needed?"),
    Item(key="4.5", part=_NECESSARY, asks="What are people told?"),
    Item(key="4.6", part=_NECESSARY, asks="How are their rights supported?"),
    Item(key="4.7", part=_NECESSARY, asks="Which processors and transfers are there?"),
)
"""What is asked before risks are assessed."""

AFTER_RISKS = (
    Item(key="7.1", part=_OUTCOME, asks="Measures approved by"),
    Item(key="7.2", part=_OUTCOME, asks="Residual risks approved by"),
    Item(key="7.3", part=_OUTCOME, asks="Advice of the data protection officer"),
    Item(key="7.4", part=_OUTCOME, asks="Advice accepted or overruled by, and why"),
    Item(key="7.5", part=_OUTCOME, asks="Views of people consulted, and how they were met"),
    Item(key="7.6", part=_OUTCOME, asks="Kept under review by, and next on"),
)
"""What is asked when they are."""
