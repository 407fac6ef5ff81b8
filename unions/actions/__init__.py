"""The verbs of the union tree, of posts and of accounts."""

from unions.actions.accounts import activate, issue_code, open_account
from unions.actions.planting import Row, plant
from unions.actions.posts import Grant, end_post, grant_post, grant_posts
from unions.actions.tokens import make_token, withdraw_token
from unions.actions.tree import add_union, close, merge, move_under, rename

__all__ = [
    "Grant",
    "Row",
    "activate",
    "add_union",
    "close",
    "end_post",
    "grant_post",
    "grant_posts",
    "issue_code",
    "make_token",
    "merge",
    "move_under",
    "open_account",
    "plant",
    "rename",
    "withdraw_token",
]
