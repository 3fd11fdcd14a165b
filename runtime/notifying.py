"""What the steps that tell people something have in common: the way, whom, how often, and what is remembered."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Literal

from pydantic import Field

from runtime.context import Context
from runtime.fields import ConnectorName, Endpoint, Source
from runtime.known import Known
from runtime.model import Item, Model
from runtime.notice_access import Addressee, Channel, Message, Notices, Way
from runtime.one_line import one_line
from runtime.picked import Picked
from runtime.placed_text import as_text, filled_text, unknown_places, value_in
from runtime.problems import Problem, Problems, problem
from runtime.recipients import MessageParameter, Recipient
from runtime.schema import FieldType, Kind
from runtime.step_type import Group, Nature, StepType
from runtime.user_deeds import once_for

Done = dict[str, Any]
"""What is kept of an item: how many were told, or the `problem` that it has."""
_NAMED = 5
"""Names that a sentence tells."""
RESULT = FieldType(Kind.OBJECT, {"channel": FieldType(Kind.STRING), "count": FieldType(Kind.INTEGER)})


class Notifies(StepType):
    """Tells people something, once per item or once for all. A subclass says what."""

    group: ClassVar[Group] = Group.USER
    nature: ClassVar[Nature] = Nature.EFFECT
    per_item: ClassVar[bool] = True
    given: ClassVar[tuple[str, ...]] = ()
    """What texts may name beside the fields of the item."""

    source: Source = None
    channel: Channel = "in_app"
    connector: ConnectorName | None = None
    endpoint: Endpoint | None = None
    parameters: list[MessageParameter] = Field(default_factory=list)
    recipients: list[Recipient] = Field(default_factory=list)
    mode: Literal["item", "once"] = "item"
    subject: str = Field(default="", min_length=1, max_length=500)

    @abstractmethod
    def texts(self) -> Iterator[tuple[str, str]]:
        """The settings that are texts with fields in them, and these texts."""

    def paths(self) -> dict[str, str]:
        """The fields that are looked at, by the settings that name them."""
        return {f"recipients[{at}].field": one.field for at, one in enumerate(self.recipients) if one.field}

    @abstractmethod
    def messages(self, ctx: Context, item: Item, to: Sequence[Addressee], key: str) -> Sequence[Message]:
        """What each of them is told; `Problems` where that cannot be made."""

    @abstractmethod
    def outcome_field(self) -> str:
        """Where it is noted how many were told."""

    def problems(self) -> list[Problem]:
        needed = {"connector": self.channel != "in_app", "endpoint": self.channel == "api", "recipients": True}
        return [
            Problem(code="setting_missing", setting=name, parameters={"setting": name})
            for name, asked in needed.items()
            if asked and not getattr(self, name)
        ]

    def problems_in(self, known: Known) -> list[Problem]:
        connector = known.get("connector", self.connector or "")
        wanted = {"smtp": "smtp", "api": "http"}.get(self.channel)
        if connector is None or wanted is None or connector.kind == wanted:
            return []
        told = {"connector": connector.name, "kind": connector.kind}
        return [Problem(code=f"connector_not_{wanted}", setting="connector", parameters=told)]

    def run(self, ctx: Context, *models: Model) -> Model:
        notices, source = ctx.notices, models[0].settle()
        self._check(source)
        notices.ready(self.way)
        items = self._told_about(source)
        done = [self._done(ctx, notices, at, item) for at, item in enumerate(items)]
        for at, one in enumerate(done):
            if "problem" in one:
                found = Problem.model_validate(one["problem"])
                ctx.faults.bad(at, found.code, items[at], setting=found.setting, **found.parameters)
        count = sum(one["told"]["count"] for one in done if "told" in one)
        ctx.log("notified" if self.channel == "in_app" else "mail_posted", count=count)
        return self._beside(ctx, source, [one.get("told") for one in done])

    def rehearse(self, ctx: Context, *models: Model) -> Model:
        """Looks everybody up, makes the first message, and says how many would be told."""
        notices, source = ctx.notices, models[0].settle()
        self._check(source)
        notices.ready(self.way)
        items = self._told_about(source)
        found = [self._recipients_of(ctx, notices, at, item) for at, item in enumerate(items)]
        told = [one for each in found for one in each]
        if items and told:
            self.messages(ctx, items[0], told[:1], "")
        names = [one.shown for one in dict.fromkeys(told)]
        shown = ", ".join([*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])])
        ctx.would("would_notify" if self.channel == "in_app" else "would_mail", count=len(told), to=shown)
        return self._beside(ctx, source, [{"channel": self.channel, "count": len(each)} for each in found])

    @property
    def way(self) -> Way:
        parameters = {one.to: one.value for one in self.parameters}
        return Way(self.channel, self.connector or "", self.endpoint or "", parameters)

    def subject_for(self, item: Item) -> str:
        """`Problems` where a field would add a line, which in a mail would be a header."""
        subject = filled_text(self.subject, item)
        if one_line(subject) != subject:
            raise problem("mail_line_break", "subject")
        return subject

    def _check(self, source: Model) -> None:
        """`Problems` for fields that no item has: nobody is told with a blank where a word was meant."""
        texts = [("subject", self.subject, ()), *((setting, text, self.given) for setting, text in self.texts())]
        if wrong := [one for setting, text, given in texts for one in unknown_places(text, setting, source, given)]:
            raise Problems(*wrong)
        if paths := self.paths():
            Picked.of(source, paths)

    def _told_about(self, source: Model) -> list[Item]:
        """The items that are told about: each, or the first where it is told once for all."""
        return source.head(1).items() if self.mode == "once" else source.items()

    def _recipients_of(self, ctx: Context, notices: Notices, at: int, item: Item) -> list[Addressee]:
        """In a rehearsal, a recipient who cannot be told is a bad item as well."""
        try:
            return self._recipients(notices, item)
        except Problems as wrong:
            found = wrong.problems[0]
            ctx.faults.bad(at, found.code, item, setting=found.setting, **found.parameters)
            return []

    def _recipients(self, notices: Notices, item: Item) -> list[Addressee]:
        found: list[Addressee] = []
        for line in self.recipients:
            if line.role:
                found += notices.with_role(line.role, self.way)
                continue
            who = line.user or as_text(value_in(item, line.field or "")).strip(" ")
            if not who:
                raise problem("recipient_missing", "recipients", field=line.field or "")
            found += notices.found(who, self.way)
        once: dict[str, Addressee] = {}
        for one in found:
            once.setdefault(one.id if self.channel == "in_app" else one.address.casefold(), one)
        return list(once.values())

    def _done(self, ctx: Context, notices: Notices, at: int, item: Item) -> Done:
        """One item, unless an earlier attempt told of it."""

        def deed(key: str) -> Done:
            to = self._recipients(notices, item)
            messages = list(zip(to, self.messages(ctx, item, to, key), strict=True))
            return {"told": {"channel": self.channel, "count": notices.send(self.way, messages, key)}}

        return once_for(ctx, at, lambda: item, deed)

    def _beside(self, ctx: Context, source: Model, told: list[Any]) -> Model:
        """The items with what was done beside them; those that were bad are left out where that was asked for."""
        if self.mode == "once":
            return source.beside(told * source.count(), self.outcome_field(), RESULT)
        kept = [one is not None or ctx.dry or ctx.faults.policy != "skip_item" for one in told]
        return source.beside(told, self.outcome_field(), RESULT, kept)
