"""What a new template begins with, by kind and language: `html.en`, `text.fr`."""

from pathlib import Path


def starter(kind: str, language: str) -> str:
    folder = Path(__file__).parent
    found = folder / f"{kind}.{language}"
    return (found if found.exists() else folder / f"{kind}.en").read_text("utf-8")
