"""The pictures that a page shows: kept beside its text."""

from base64 import b64encode

from storage.files import Files
from storage.template import Template


def pictures_of(template: Template, files: Files) -> dict[str, str]:
    """Each picture as an address that holds it whole."""
    return {name: _whole(files, file) for name, file in template.pictures.items()}


def _whole(files: Files, id: str) -> str:
    content = b64encode(files.path(id).read_bytes()).decode()
    return f"data:{files.info(id).media_type};base64,{content}"
