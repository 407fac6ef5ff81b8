"""How the law says no: a code for programs, a sentence that says how to mend it, and the article it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from regulation.engine import Finding


class Refused(Exception):  # noqa: N818  (the law refuses; nothing went wrong)
    """A move that may not be made. `code` is stable, `sentence` is for the person, `article` names the ground."""

    def __init__(self, code: str, sentence: str, article: str = "") -> None:
        super().__init__(f"{sentence}（{article}）" if article else sentence)
        self.code = code
        self.sentence = sentence
        self.article = article

    def __reduce__(self) -> tuple[object, ...]:
        return (_again, (type(self), self.__dict__))


def _again(kind: type[Refused], state: dict[str, object]) -> Refused:
    """Rebuild a refusal that crossed a process border; subclasses take other arguments than the base."""
    refused = kind.__new__(kind)
    refused.__dict__.update(state)
    Exception.__init__(refused, state["sentence"])
    return refused


class Stale(Refused):
    """Somebody else moved the record since the page was opened (code `stale`)."""

    def __init__(self, sentence: str = "页面已过期：别人刚刚处理过这条记录。请刷新页面，核对后再提交。") -> None:
        super().__init__("stale", sentence)


class Unlawful(Refused):
    """The facts do not satisfy the law (code `unlawful`); the findings say where, and how to mend each."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        named = "；".join(f"{f.article} {f.title}" for f in findings)
        super().__init__(
            "unlawful", f"不符合规定：{named}。请按每一条的提示补正。", findings[0].article if findings else ""
        )
