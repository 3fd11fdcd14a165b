"""The grammar of expressions: text into a tree. No statements, no sub-queries, nothing that could reach outside."""

import re
from dataclasses import dataclass, field
from typing import Any

from runtime.schema import parse_path


class Unreadable(Exception):
    """Text that is no expression; `found` is what stands where something else was expected."""

    def __init__(self, found: str, at: int, code: str = "expression_unreadable") -> None:
        self.found, self.at, self.code = found, at, code
        super().__init__(found, at)


@dataclass(frozen=True)
class Node:
    """`kind` is literal, path, call, unary, binary, case, cast, in, between, is_null or like; `text` as written."""

    kind: str
    text: str
    value: Any = None
    parts: tuple["Node", ...] = ()
    negated: bool = False


_NAME = r"[^\W\d][\w$]*|\$[\w$]+"
_TOKENS = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)"
    r"|(?P<string>'(?:[^']|'')*')"
    rf'|(?P<path>(?:{_NAME}|"(?:[^"]|"")*")(?:\[\])?(?:\.(?:{_NAME}|\w+|"(?:[^"]|"")*")(?:\[\])?)*)'
    r"|(?P<sign><>|!=|<=|>=|\|\||::|[-+*/%=<>(),])"
)
_WORDS = frozenset({
    "and", "or", "not", "in", "is", "null", "like", "ilike", "between", "case", "when", "then", "else", "end",
    "cast", "try_cast", "true", "false", "as",
})  # fmt: skip
_FORBIDDEN = frozenset({
    "select", "from", "where", "union", "exists", "with", "join", "insert", "update", "delete", "drop", "create",
    "attach", "copy",
})  # fmt: skip
_POWERS = {"or": 1, "and": 2, "=": 4, "<>": 4, "!=": 4, "<": 4, ">": 4, "<=": 4, ">=": 4, "||": 5, "+": 6, "-": 6,
           "*": 7, "/": 7, "%": 7}  # fmt: skip
_POSTFIX, _NOT, _SIGN = 4, 3, 8


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    at: int
    word: str = ""


def parse(text: str) -> Node:
    """The tree of an expression; raises Unreadable."""
    try:
        return _Parser(text).whole()
    except RecursionError:
        raise Unreadable(text[:20], 0, "expression_too_deep") from None


@dataclass
class _Parser:
    source: str
    tokens: list[_Token] = field(default_factory=list)
    at: int = 0

    def __post_init__(self) -> None:
        place = 0
        while place < len(self.source):
            match = _TOKENS.match(self.source, place)
            if not match or not match.lastgroup:
                raise Unreadable(self.source[place], place)
            word = match.group().lower() if match.lastgroup == "path" else ""
            if word in _FORBIDDEN:
                raise Unreadable(match.group(), place, "expression_not_allowed")
            kind = "word" if word in _WORDS else match.lastgroup
            if kind != "space":
                self.tokens.append(_Token(kind, match.group(), place, word))
            place = match.end()
        self.tokens.append(_Token("end", "", len(self.source)))

    def whole(self) -> Node:
        node = self.expression(0)
        if self.now.kind != "end":
            raise Unreadable(self.now.text, self.now.at)
        return node

    @property
    def now(self) -> _Token:
        return self.tokens[self.at]

    def take(self, *texts: str) -> bool:
        """Step over the token if it is one of these."""
        if self.now.kind in ("sign", "word") and self.now.text.lower() in texts:
            self.at += 1
            return True
        return False

    def need(self, text: str) -> None:
        if not self.take(text):
            raise Unreadable(self.now.text, self.now.at)

    def written(self, start: int) -> str:
        last = self.tokens[self.at - 1]
        return self.source[start : last.at + len(last.text)]

    def expression(self, power: int) -> Node:
        start = self.now.at
        left = self.prefix()
        while True:
            sign = self.now.text.lower() if self.now.kind in ("sign", "word") else ""
            if sign in _POWERS and _POWERS[sign] > power:
                self.at += 1
                right = self.expression(_POWERS[sign])
                left = Node("binary", self.written(start), "<>" if sign == "!=" else sign, (left, right))
            elif sign in ("is", "in", "not", "like", "ilike", "between") and power < _POSTFIX:
                left = self.postfix(left, start)
            else:
                return left

    def postfix(self, left: Node, start: int) -> Node:
        if self.take("is"):
            negated = self.take("not")
            self.need("null")
            return Node("is_null", self.written(start), None, (left,), negated)
        negated = self.take("not")
        if self.take("in"):
            self.need("(")
            choices = self.listed()
            return Node("in", self.written(start), None, (left, *choices), negated)
        if self.take("between"):
            low = self.expression(_POSTFIX)
            self.need("and")
            high = self.expression(_POSTFIX)
            return Node("between", self.written(start), None, (left, low, high), negated)
        way = self.now.text.lower()
        if not self.take("like", "ilike"):
            raise Unreadable(self.now.text, self.now.at)
        pattern = self.expression(_POSTFIX)
        return Node("like", self.written(start), way, (left, pattern), negated)

    def listed(self) -> list[Node]:
        """Expressions up to the closing bracket."""
        parts: list[Node] = []
        if self.take(")"):
            return parts
        while True:
            parts.append(self.expression(0))
            if self.take(")"):
                return parts
            self.need(",")

    def prefix(self) -> Node:
        start = self.now.at
        if self.take("not"):
            inner = self.expression(_NOT)
            return Node("unary", self.written(start), "not", (inner,))
        if self.now.text in ("-", "+"):
            sign = self.now.text
            self.at += 1
            inner = self.expression(_SIGN)
            return inner if sign == "+" else Node("unary", self.written(start), "-", (inner,))
        node = self.primary()
        while self.take("::"):
            name = self.type_name()
            node = Node("cast", self.written(start), name, (node,))
        return node

    def primary(self) -> Node:  # noqa: PLR0911 - one per kind of token
        token = self.now
        self.at += 1
        if token.kind == "number":
            value = int(token.text) if token.text.isdigit() else float(token.text)
            if value == float("inf"):
                raise Unreadable(token.text, token.at)
            return Node("literal", token.text, value)
        if token.kind == "string":
            return Node("literal", token.text, token.text[1:-1].replace("''", "'"))
        if token.text == "(":
            inner = self.expression(0)
            self.need(")")
            return inner
        if token.word in ("true", "false", "null"):
            return Node("literal", token.text, {"true": True, "false": False, "null": None}[token.word])
        if token.word == "case":
            return self.case(token.at)
        if token.word in ("cast", "try_cast"):
            return self.cast(token.at)
        if token.kind == "path":
            if self.take("("):
                arguments = tuple(self.listed())
                return Node("call", self.written(token.at), token.word, arguments)
            return Node("path", token.text, parse_path(token.text))
        raise Unreadable(token.text, token.at)

    def case(self, start: int) -> Node:
        """`parts` are condition, result, condition, result, …, and what is left otherwise."""
        subject = None if self.now.word == "when" else self.expression(0)
        parts: list[Node] = []
        while self.take("when"):
            condition = self.expression(0)
            if subject:
                condition = Node("binary", condition.text, "=", (subject, condition))
            self.need("then")
            parts += [condition, self.expression(0)]
        if not parts:
            raise Unreadable(self.now.text, self.now.at)
        parts.append(self.expression(0) if self.take("else") else Node("literal", "null"))
        self.need("end")
        return Node("case", self.written(start), None, tuple(parts))

    def cast(self, start: int) -> Node:
        self.need("(")
        inner = self.expression(0)
        self.need("as")
        name = self.type_name()
        self.need(")")
        return Node("cast", self.written(start), name, (inner,))

    def type_name(self) -> str:
        token = self.now
        if token.kind != "path":
            raise Unreadable(token.text, token.at)
        self.at += 1
        return token.word
