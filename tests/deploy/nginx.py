"""A small reader of nginx configuration: blocks and directives as nested lists."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

TOKEN = re.compile(r"\s+|#[^\n]*|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|[{};]|[^\s{};\"']+")


@dataclass
class Directive:
    """One directive: its words, and what stands in its braces (None without braces)."""

    words: list[str]
    inside: list[Directive] | None = None

    @property
    def name(self):
        """The first word."""
        return self.words[0]


@dataclass
class Reader:
    """Reads tokens one by one; raises ValueError for braces that do not match."""

    tokens: list[str]
    at: int = 0
    words: list[str] = field(default_factory=list)

    def block(self, depth=0):
        """Read up to the closing brace of this block."""
        found, words = [], []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token == ";":
                found.append(Directive(words))
                words = []
            elif token == "{":
                found.append(Directive(words, self.block(depth + 1)))
                words = []
            elif token == "}":
                if words or not depth:
                    raise ValueError(f"unexpected }} after {words}")
                return found
            else:
                words.append(token.strip("\"'"))
        if words or depth:
            raise ValueError("the file ends inside a block")
        return found


def read(text):
    """Return the directives of a configuration."""
    tokens, at = [], 0
    while at < len(text):
        match = TOKEN.match(text, at)
        if not match:
            raise ValueError(f"cannot read at {text[at : at + 20]!r}")
        at = match.end()
        if match[0].strip() and not match[0].startswith("#"):
            tokens.append(match[0])
    return Reader(tokens).block()
