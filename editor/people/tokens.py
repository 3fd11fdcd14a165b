"""The tokens of everybody: for which program, what it may do, until when."""

from collections.abc import Sequence
from functools import partial

from nicegui.element import Element

from editor.controls import button, grid, icon, text
from editor.data.question import confirmed
from editor.i18n import known
from editor.people.desk import Desk
from editor.people.paged import paged
from storage.people import TokenInfo


def tokens(desk: Desk) -> None:
    token_table(desk, desk.people.custody.tokens())


def token_table(desk: Desk, found: Sequence[tuple[str, TokenInfo]]) -> None:
    """Tokens behind the names of those they belong to."""
    text("p", desk.word("tokens.means")).classes("quiet")
    if not found:
        with Element("div").classes("empty"):
            icon("key_off")
            text("p", desk.word("tokens.empty"))
        return
    paged(desk, found, partial(_rows, desk), desk.again)


def _rows(desk: Desk, found: Sequence[tuple[str, TokenInfo]]) -> None:
    heads = (desk.word(key) for key in ("tokens.label", "person", "may", "tokens.ends", "deeds"))
    with Element("section").classes("panel"), grid(*heads, unseen_last=True):
        for name, one in found:
            _row(desk, name, one)


def _row(desk: Desk, name: str, one: TokenInfo) -> None:
    label = one.label or desk.visitor.say("account.tokens.unnamed")
    with Element("tr").props(f'data-testid="token-{one.id}"'):
        with Element("td"):
            text("div", label)
            text("div", desk.word("tokens.made", time=desk.visitor.minute(one.created))).classes("small quiet")
        text("td", name)
        with Element("td"):
            words = [_scope(desk, scope) for scope in one.scopes]
            text("span", " · ".join(words) or desk.word("tokens.all"))
        text("td", desk.visitor.minute(one.ends) if one.ends else desk.word("never"))
        with Element("td").classes("deeds"):
            revoke = button(desk.visitor.say("account.tokens.revoke"), partial(_revoke, desk, name, one), kind="link")
            revoke.props(f'data-testid="token-revoke-{one.id}"')


def _scope(desk: Desk, scope: str) -> str:
    return desk.word(f"rights.{scope}.name") if known(f"people.rights.{scope}.name") else scope


async def _revoke(desk: Desk, name: str, one: TokenInfo) -> None:
    title, words = desk.word("tokens.revoke_title", name=name), desk.word("tokens.revoke_means")
    if await confirmed(desk.visitor, title, words, desk.visitor.say("account.tokens.revoke")):
        await desk.do(desk.people.revoke_token, name, one.id, done=desk.word("tokens.revoked", name=name))
