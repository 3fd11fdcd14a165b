"""A run's facts: which version, who, when, how long."""

from editor.controls import pill, text
from editor.run_view.durations import seconds
from editor.run_view.follow import Following
from editor.visitor import Visitor


def kind_view(visitor: Visitor, following: Following) -> None:
    """Whether it is a dry run, else of which version."""
    record = following.record
    if record.dry:
        pill("dry", visitor.say("run.dry"))
    elif record.version is not None:
        pill("version", visitor.say("run.version", version=record.version))


def facts_view(visitor: Visitor, following: Following) -> None:
    """Who started it when, and how long it took."""
    record, story = following.record, following.story
    facts = [visitor.say("run.started_by", person=record.user, time=visitor.moment(record.created))]
    if story.started and story.finished:
        facts.append(visitor.say("run.took", time=seconds((story.finished - story.started).total_seconds(), visitor)))
    text("p", " · ".join(facts)).classes("quiet figures")
