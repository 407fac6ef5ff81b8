"""The verbs of decisions: a body decides, a document is issued, a relation is declared."""

from decisions.actions.deciding import check_two_persons, decide, issue_document
from decisions.actions.relations import declare_relation

__all__ = ["check_two_persons", "decide", "declare_relation", "issue_document"]
