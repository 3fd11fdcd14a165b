"""Templates with all their revisions: nothing that was saved is ever changed, a deletion is a revision too."""

from collections.abc import Hashable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, func, select

from storage.database import Database, Json, Moment
from storage.errors import NotFound, Stale
from storage.slugs import slug
from storage.template import Template
from storage.witness import Witness, unseen

_TABLES = MetaData()
_REVISIONS = Table(
    "revisions", _TABLES,
    Column("sandbox", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("document", Json),
    Column("author", String, nullable=False),
    Column("time", Moment, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip
_OWN = {"id", "revision", "author", "time"}
"""Written by the store alone."""


def open_templates(folder: Path) -> Database:
    """The database of all sandboxes' templates in a data folder."""
    return Database(folder / "templates.sqlite", _TABLES, durable=True)


class Templates:
    """The templates of one sandbox."""

    def __init__(self, database: Database, sandbox: str = "prod", witness: Witness = unseen) -> None:
        self._database, self._sandbox, self._witness = database, sandbox, witness
        self._seen: tuple[Hashable, list[Template]] = (None, [])

    def list(self) -> Sequence[Template]:
        """The newest revision of each, by name."""
        stamp = self.stamp()
        if self._seen[0] != stamp:
            newest = select(_REVISIONS.c.id, func.max(_REVISIONS.c.revision).label("revision")).filter_by(
                sandbox=self._sandbox).group_by(_REVISIONS.c.id).subquery()  # fmt: skip
            asked = select(_REVISIONS).filter_by(sandbox=self._sandbox).join(
                newest, (_REVISIONS.c.id == newest.c.id) & (_REVISIONS.c.revision == newest.c.revision))  # fmt: skip
            with self._database.reading() as connection:
                rows = connection.execute(asked).mappings().all()
            found = [_template(row) for row in rows if row["document"] is not None]
            self._seen = stamp, sorted(found, key=lambda one: (one.name.casefold(), one.id))
        return list(self._seen[1])

    def get(self, id: str, revision: int | None = None) -> Template:
        """The newest revision, or the one that is asked for; `NotFound`."""
        with self._database.reading() as connection:
            row = self._row(connection, id, revision)
        if row is None or row["document"] is None:
            raise NotFound("template", id)
        return _template(row)

    def save(self, template: Template, author: str, *, revision: int | None = None) -> Template:
        """A new revision; a template without id gets one. `Stale` where `revision` is given and not the newest
        (0: there is none, or it was deleted).
        """
        content = template.model_dump(mode="json", exclude=_OWN)
        with self._database.writing() as connection:
            made = template.id or self._new_id(connection, template.name)
            saved = self._add(connection, made, content, author, revision)
        self._tell("template_saved", saved.id, author, {"name": saved.name, "revision": saved.revision})
        return saved

    def delete(self, id: str, author: str) -> None:
        """Gone from the list; its revisions stay, so that `undelete` gives it back. `NotFound`."""
        with self._database.writing() as connection:
            row = self._row(connection, id)
            if row is None or row["document"] is None:
                raise NotFound("template", id)
            self._insert(connection, id, row["revision"] + 1, None, author)
        self._tell("template_deleted", id, author)

    def clear(self) -> None:
        """All templates are gone for good, with all their revisions."""
        with self._database.writing() as connection:
            connection.execute(_REVISIONS.delete().filter_by(sandbox=self._sandbox))

    def undelete(self, id: str, author: str) -> Template:
        """The template as it was before it was deleted; `NotFound`."""
        history = self.history(id)
        if not history:
            raise NotFound("template", id)
        return self.save(history[0], author)

    def history(self, id: str) -> Sequence[Template]:
        """Every revision that was saved, newest first."""
        asked = select(_REVISIONS).filter_by(sandbox=self._sandbox, id=id).order_by(_REVISIONS.c.revision.desc())
        with self._database.reading() as connection:
            rows = connection.execute(asked).mappings().all()
        return [_template(row) for row in rows if row["document"] is not None]

    def stamp(self) -> Hashable:
        """Another value after every change."""
        return self._database.version()

    def _tell(self, action: str, id: str, author: str, after: Any = None) -> None:
        self._witness(action, f"template/{id}", author=author, sandbox=self._sandbox, after=after)

    def _row(self, connection: Connection, id: str, revision: int | None = None) -> Any:
        asked = select(_REVISIONS).filter_by(sandbox=self._sandbox, id=id).order_by(_REVISIONS.c.revision.desc())
        if revision is not None:
            asked = asked.filter_by(revision=revision)
        return connection.execute(asked.limit(1)).mappings().one_or_none()

    def _add(self, connection: Connection, id: str, content: dict[str, Any], author: str,
             revision: int | None) -> Template:  # fmt: skip
        newest = self._row(connection, id)
        last = newest["revision"] if newest else 0
        current = last if newest and newest["document"] is not None else 0
        if revision is not None and revision != current:
            raise Stale(str(revision), str(current), newest["author"] if newest else "", _time(newest))
        self._insert(connection, id, last + 1, content, author)
        return _template(self._row(connection, id))

    def _insert(self, connection: Connection, id: str, revision: int, content: Any, author: str) -> None:
        row = {"sandbox": self._sandbox, "id": id, "revision": revision, "document": content, "author": author}
        connection.execute(_REVISIONS.insert().values(row | {"time": datetime.now(UTC)}))

    def _new_id(self, connection: Connection, name: str) -> str:
        taken = connection.execute(select(_REVISIONS.c.id).filter_by(sandbox=self._sandbox).distinct())
        return slug(name, set(taken.scalars()), "template")


def _template(row: Any) -> Template:
    return Template(**row["document"], **{part: row[part] for part in _OWN})


def _time(row: Any) -> datetime:
    return row["time"] if row else datetime.now(UTC)
