"""Every answer is safe by its headers; a page's own scripts carry the nonce of its policy."""

import asyncio
import re

from starlette.types import Message

from editor.headers import with_headers


def answered(headers: list[tuple[bytes, bytes]], body: bytes) -> tuple[dict[str, str], bytes]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def answer() -> None:
        guarded = with_headers({"type": "http"}, send)
        await guarded({"type": "http.response.start", "status": 200, "headers": headers})
        await guarded({"type": "http.response.body", "body": body})

    asyncio.run(answer())
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}, sent[1]["body"]


def test_the_scripts_of_a_page_carry_the_nonce_and_words_in_it_do_not():
    page = b"<script>1</script><script type=module>2</script>&lt;script&gt; <scripture>"
    headers, body = answered([(b"x-nicegui-content", b"page"), (b"content-length", b"3")], page)
    nonce = re.search(r"'nonce-([^']+)'", headers["content-security-policy"])
    assert nonce
    assert body.count(f'<script nonce="{nonce[1]}"'.encode()) == 2
    assert b"<scripture>" in body
    assert "content-length" not in headers


def test_two_answers_have_two_nonces():
    first, _ = answered([(b"x-nicegui-content", b"page")], b"")
    second, _ = answered([(b"x-nicegui-content", b"page")], b"")
    assert first["content-security-policy"] != second["content-security-policy"]


def test_an_answer_with_a_policy_of_its_own_keeps_it():
    headers, body = answered([(b"content-security-policy", b"sandbox")], b"<script>")
    assert headers["content-security-policy"] == "sandbox"
    assert body == b"<script>"
