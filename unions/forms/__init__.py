"""What the pages of unions and accounts ask."""

from unions.forms.accounts import AccountForm, EndPostForm, ExistingPersonForm, ImportForm
from unions.forms.signing_in import ActivationForm, ApiTokenForm, CodeForm, LoginForm, PasswordForm
from unions.forms.tree import CloseForm, MergeForm, MoveForm, NewUnionForm, RenameForm, UnionFilter

__all__ = [
    "AccountForm",
    "ActivationForm",
    "ApiTokenForm",
    "CloseForm",
    "CodeForm",
    "EndPostForm",
    "ExistingPersonForm",
    "ImportForm",
    "LoginForm",
    "MergeForm",
    "MoveForm",
    "NewUnionForm",
    "PasswordForm",
    "RenameForm",
    "UnionFilter",
]
