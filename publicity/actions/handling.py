"""What every step of handling a letter asks first: is it this union's to handle, and not its own or the person's own case."""

from __future__ import annotations

from datetime import datetime

from decisions.queries import refuse_own_case, union_subject
from publicity.models import Letter, LetterKind
from publicity.moves import LETTER_ARTICLE
from publicity.queries.routing import concerned_by, is_accused
from regulation.refusals import Refused
from regulation.windows import in_beijing
from unions.models import Post
from unions.queries import require, successor_of


def may_handle(letter: Letter, *, by: Post, at: datetime) -> None:
    """Refused: "not_allowed" (another union's letter), "own_unit" (it accuses the post's union), "own_case" (决定 11、15)."""
    require(by, "handle_letters", successor_of(letter.handler), on=in_beijing(at).date())
    if is_accused(by.union, letter.about):
        raise Refused(
            "own_unit", "来信反映的是本单位或本单位的上级，由更上一级工会办理，本单位不能办理。", LETTER_ARTICLE
        )
    keys = {letter.person_key} if letter.person_key else set()
    refuse_own_case(by, subjects=_subjects(letter), drafters=letter.drafters, person_keys=keys)


def of_kind(letter: Letter, kind: LetterKind) -> None:
    """Refused "wrong_kind": an objection is decided at once, a report is looked into step by step (决定 36)."""
    if letter.kind == kind:
        return
    if kind == LetterKind.OBJECTION:
        raise Refused(
            "wrong_kind", "这是举报，请调查核实、作出结论、提出处理意见后答复，不作异议认定。", LETTER_ARTICLE
        )
    raise Refused("wrong_kind", "这是公示异议，核查后直接认定成立或者不成立，不走举报的办理步骤。", LETTER_ARTICLE)


def words(text: str, code: str, sentence: str) -> str:
    """The text without blanks around it. Refused with `code` where nothing was written."""
    if not text.strip():
        raise Refused(code, sentence, LETTER_ARTICLE)
    return text.strip()


def _subjects(letter: Letter) -> set[str]:
    """Everything that the letter is about, as a declared relation names it."""
    found = {letter.subject, letter.chain.key}
    if letter.conferral is not None:
        found.add(letter.conferral.nomination)
    return (found | {union_subject(union) for union in concerned_by(letter)}) - {""}
