"""A session is called by the browser and the system that people know."""

import pytest

from editor.account.sessions import browser_name


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome · Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge · Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit/605 Version/18 Safari/605", "Safari · macOS"),
        ("curl/8.5", "curl"), ("something else", "something else"), ("", ""),
    ],
)  # fmt: skip
def test_a_user_agent_in_words(agent, name):
    assert browser_name(agent) == name
