"""Topics: the counts that belong together for a question that planners ask, each on one page."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dashboard.access.problems import NoSuchPageError
from dashboard.access.roles import Anyone
from dashboard.reading.current import Current
from dashboard.reading.tables import shown_charts, total_lines
from dashboard.rendering import page

router = APIRouter()


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A question, and the counts that answer it."""

    slug: str
    title: str
    question: str
    counts: tuple[str, ...]


TOPICS = (
    Topic(
        slug="parents",
        title="Mental health patients who are parents",
        question="How many adults open to mental health have children, and does the trust know?",
        counts=("A1", "A7", "B1", "B2", "A8"),
    ),
    Topic(
        slug="children",
        title="Children of mental health patients",
        question="How many children have a parent open to mental health, and who works with them?",
        counts=("A2", "A3", "A4", "A5", "A6", "C4", "C5", "C6"),
    ),
    Topic(
        slug="children-known",
        title="Children known to social care",
        question="How many children known to social care have a parent open to mental health?",
        counts=("B3", "B4"),
    ),
    Topic(
        slug="services",
        title="Service combinations",
        question="How many families are known to several services at once, and to which?",
        counts=("C1", "C2"),
    ),
    Topic(
        slug="joint-cases",
        title="Joint cases",
        question="How many families do both services work with, and what are they like?",
        counts=("C3", "E1", "D1"),
    ),
    Topic(
        slug="schools",
        title="In school",
        question="What do schools record of children of mental health patients?",
        counts=("D2",),
    ),
    Topic(
        slug="records",
        title="Records behind the figures",
        question="How many records did each source send, and how many became persons?",
        counts=("F1",),
    ),
)


@router.get("/topics", response_class=HTMLResponse)
def topic_list(request: Request, _: Anyone, release: Current) -> HTMLResponse:
    """List the topics."""
    return page(request, "topics", release=release, topics=TOPICS)


@router.get("/topics/{slug}", response_class=HTMLResponse)
def topic_page(request: Request, _: Anyone, release: Current, slug: str) -> HTMLResponse:
    """Show the counts of a topic: totals, pictures and the tables beside them."""
    topic = next((each for each in TOPICS if each.slug == slug), None)
    if topic is None:
        raise NoSuchPageError
    held = [found for each in topic.counts if (found := release.definition(each))]
    return page(
        request,
        "topic",
        release=release,
        topic=topic,
        definitions=held,
        totals={each.id: total_lines(release, each.id) for each in held},
        charts={each.id: shown_charts(release, each.id) for each in held},
    )
