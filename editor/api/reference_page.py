"""The reference for people: one plain page, without a script and without a file of another host."""

from html import escape
from typing import Any

from editor.api.answers import Voice
from editor.i18n import sentences

_STYLE = """
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 }
main { max-width: 60rem; margin: auto; padding: 1rem }
h2 { font-size: 1.1rem; margin: 2rem 0 .25rem }
td { padding: .1rem 1rem .1rem 0; vertical-align: top }
dt { margin-top: .75rem }
p { margin: .25rem 0 }
"""


def reference_page(contract: dict[str, Any], voice: Voice) -> str:
    """Every call and every problem's sentence, in the reader's language."""
    title = escape(voice.say("api.title"))
    calls = "".join(
        _call(f"{method.upper()}", f"/api{path}", operation, voice)
        for path, methods in contract["paths"].items()
        for method, operation in methods.items()
    )
    return (
        f"<!doctype html><html lang='{voice.language}'><meta charset='utf-8'><title>{title}</title>"
        f"<meta name='viewport' content='width=device-width'><style>{_STYLE}</style><main><h1>{title}</h1>"
        f"<p>{escape(voice.say('api.how'))} <a href='openapi.json'>openapi.json</a></p>{calls}"
        f"<h2>{escape(voice.say('api.problems'))}</h2><dl>{_problems(voice)}</dl></main></html>"
    )


def _call(method: str, path: str, operation: dict[str, Any], voice: Voice) -> str:
    rows = "".join(_parameter(one) for one in operation.get("parameters", []))
    kinds = ", ".join(operation.get("requestBody", {}).get("content", {}))
    body = f"<p>{escape(voice.say('api.body', kinds=kinds))}</p>" if kinds else ""
    answers = escape(voice.say("api.answers", statuses=", ".join(operation["responses"])))
    return (
        f"<section><h2>{method} <code>{escape(path)}</code></h2><p>{escape(operation.get('description', ''))}</p>"
        f"<table>{rows}</table>{body}<p>{answers}</p></section>"
    )


def _parameter(told: dict[str, Any]) -> str:
    cells = (f"<code>{escape(told['name'])}</code>", escape(told["in"]), escape(told.get("description", "")))
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _problems(voice: Voice) -> str:
    """Each code has an anchor: it is where the `type` of a problem leads."""
    told = ""
    for key, sentence in sorted(sentences(voice.language).items()):
        room, _, code = key.partition(".")
        if room == "problems":
            words = sentence if isinstance(sentence, str) else sentence["other"]
            told += f"<dt id='problem-{escape(code)}'><code>{escape(code)}</code></dt><dd>{escape(words)}</dd>"
    return told
