"""How long something took, as people read it."""

from editor.visitor import Visitor


def seconds(value: float, visitor: Visitor) -> str:
    """A duration as people read it: 0.42 s, 12.3 s, 3 min 05 s."""
    if value >= 60:
        return visitor.say("run.minutes", minutes=int(value // 60), seconds=f"{int(value % 60):02}")
    if value < 0.005:
        return visitor.say("run.instant")
    return visitor.say("run.seconds", seconds=round(value, 2 if value < 10 else 1))
