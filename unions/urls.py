"""Addresses of unions, people and posts."""

from django.urls import path

from unions.views import accounts, changes, interrupted, posts, second_factor, signing_in, tokens, tree

app_name = "unions"
urlpatterns = [
    path("login/", signing_in.login, name="login"),
    path("logout/", signing_in.logout, name="logout"),
    path("interrupted/", interrupted.interrupted, name="interrupted"),
    path("activation/", signing_in.activation, name="activation"),
    path("password/", signing_in.password, name="password"),
    path("posts/", posts.posts, name="posts"),
    path("posts/acting/", posts.act, name="act"),
    path("posts/<int:pk>/end/", posts.ending, name="end-post"),
    path("posts/<int:pk>/activation-code/", posts.code, name="issue-code"),
    path("posts/<int:pk>/second-factor/", posts.factor_reset, name="reset-second-factor"),
    path("second-factor/", second_factor.check, name="second-factor"),
    path("second-factor/enrolment/", second_factor.enrolment, name="second-factor-enrolment"),
    path("second-factor/enrolment/start/", second_factor.enrolment_start, name="second-factor-start"),
    path("second-factor/enrolment/qr.svg", second_factor.qr_code, name="second-factor-qr"),
    path("second-factor/backup-codes/", second_factor.backup_codes, name="backup-codes"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:pk>/withdrawal/", tokens.withdrawal, name="withdraw-token"),
    path("unions/", tree.unions, name="unions"),
    path("unions/accounts/import/", accounts.sheet, name="import"),
    path("unions/accounts/import/confirmation/", accounts.sheet_confirmed, name="import-confirmation"),
    path("unions/accounts/import/template.xlsx", accounts.sheet_template, name="import-template"),
    path("unions/<int:pk>/", tree.union, name="union"),
    path("unions/<int:pk>/children/new/", changes.new, name="new-union"),
    path("unions/<int:pk>/name/", changes.renaming, name="rename"),
    path("unions/<int:pk>/parent/", changes.moving, name="move"),
    path("unions/<int:pk>/merger/", changes.merger, name="merge"),
    path("unions/<int:pk>/closure/", changes.closure, name="close"),
    path("unions/<int:pk>/accounts/new/", accounts.new, name="open-account"),
    path("unions/<int:pk>/posts/new/", accounts.further_post, name="grant-post"),
]
