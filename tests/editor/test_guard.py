"""What strangers may see is a short list."""

from editor.guard import OPEN


def test_strangers_see_the_door_and_styles_and_nothing_else():
    for path in ("/login", "/first", "/assets/theme.css", "/_nicegui/3.18.0/static/fonts.css", "/api/flows"):
        assert OPEN.fullmatch(path)
    for path in (
        "/",
        "/runs",
        "/loginx",
        "/_nicegui/client/c/upload/1",
        "/_nicegui_ws/socket.io/",
        "/files/f/content",
        "/logout",
    ):
        assert not OPEN.fullmatch(path)
