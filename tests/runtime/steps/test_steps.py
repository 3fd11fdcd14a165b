"""The catalogue may be imported anywhere: it brings no engine and nothing that reaches outside."""

import json
import subprocess
import sys

_BROUGHT = """
import json, sys
from pydantic import BaseModel
class Any(BaseModel):
    name: str
before = set(sys.modules)
import runtime.steps
print(json.dumps(sorted({name.split(".")[0] for name in set(sys.modules) - before})))
"""
_HEAVY = {
    "polars", "jsonschema", "orjson", "sqlalchemy", "tinydb", "dbos", "fastexcel", "xlsxwriter", "pydantic_monty",
    "nicegui", "fastapi", "starlette", "babel", "filelock", "zstandard", "storage", "editor",
}  # fmt: skip
_OUTSIDE = {"socket", "ssl", "http", "sqlite3", "subprocess", "asyncio", "multiprocessing", "tempfile", "shutil"}


def test_the_catalogue_comes_without_engines_stores_and_doors_to_the_outside():
    told = subprocess.run([sys.executable, "-c", _BROUGHT], capture_output=True, check=True, text=True).stdout
    assert set(json.loads(told)) & (_HEAVY | _OUTSIDE) == set()
