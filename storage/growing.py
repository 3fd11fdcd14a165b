"""Tables that an earlier release made: what this release added is added to them, and nothing is lost."""

from sqlalchemy import Connection, Index, MetaData, Table, inspect
from sqlalchemy.schema import CreateColumn


def grow(connection: Connection, tables: MetaData) -> None:
    """Add the columns and the indexes that are missing. New columns may be null or have a default of the database's."""
    seen = inspect(connection)
    for table in tables.sorted_tables:
        there = {column["name"] for column in seen.get_columns(table.name)}
        for column in table.columns:
            if column.name not in there:
                words = CreateColumn(column).compile(connection)
                connection.exec_driver_sql(f'ALTER TABLE "{table.name}" ADD COLUMN {words}')
        for index in _missing(table, {str(index["name"]) for index in seen.get_indexes(table.name)}):
            index.create(connection)


def _missing(table: Table, there: set[str]) -> list[Index]:
    return [index for index in table.indexes if index.name not in there]
