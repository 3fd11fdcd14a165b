"""Whatever a connector's forms ask has a label in every language, not the name of a field."""

import pytest

from editor.connectors.kinds import ICONS
from editor.connectors.words import ConnectorWords
from editor.forms.kinds import asked_of
from editor.i18n import LANGUAGES, known
from runtime.connectors import CONNECTORS
from runtime.connectors.endpoints import WHOLE, asked_about

SAID = ("label", "summary", "send")
ASKED = ("endpoints", "add_endpoint", "no_endpoints", "endpoint_one", "try_nothing")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", CONNECTORS)
def test_every_kind_is_told_in_words(kind: str, language: str):
    fields, options = asked_about(kind)
    parts = {
        "settings": asked_of(CONNECTORS[kind]),
        "endpoint": (*asked_of(fields), *(asked_of(options) if options else ())),
    }
    for part, asked in parts.items():
        words = ConnectorWords(kind, language, part)
        plain = [one.name for one in asked if words.label((one.name,)) == one.name.replace("_", " ")]
        plain += [f"{one.name}.{choice}" for one in asked for choice in one.choices
                  if not any(known(f"{room}.{one.name}.choices.{choice}", language) for room in
                             (f"connectors.kinds.{kind}.{part}", f"connectors.{part}"))]  # fmt: skip
        assert plain == []
    said = SAID if kind in WHOLE else (*SAID, *ASKED)
    assert [one for one in said if not known(f"connectors.kinds.{kind}.{one}", language)] == []
    assert kind in ICONS
