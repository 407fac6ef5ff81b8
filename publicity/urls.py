"""The addresses of publicity. The front keeps /notices/ and /notices/<pk>/ for everybody and passes no cookie there."""

from __future__ import annotations

from django.urls import path

from publicity.views import calendar, letters, objections, own, paper, public
from publicity.views.handling import VERBS, LetterMove

app_name = "publicity"
urlpatterns = [
    path("notices/", public.index, name="index"),
    path("notices/<int:pk>/", public.notice, name="notice"),
    path("notices/<int:pk>/proof/", public.proof, name="proof"),
    path("notices/<int:pk>/objections/", objections.names, name="objections"),
    path("notices/<int:pk>/objections/<int:item_pk>/", objections.objection, name="objection"),
    path("receipts/", objections.receipts, name="receipts"),
    path("own-notices/", own.mine, name="mine"),
    path("own-notices/<int:pk>/", own.own_notice, name="own-notice"),
    path("own-notices/<int:pk>/proof/", own.proof, name="own-proof"),
    path("own-notices/<int:pk>/medium/", own.medium, name="medium"),
    path("own-notices/<int:pk>/corrections/", own.correction, name="correction"),
    path("own-notices/<int:pk>/voiding/", own.voiding, name="voiding"),
    path("letters/", letters.queue, name="letters"),
    path("letters/paper/", paper.names, name="paper-names"),
    path("letters/paper/<int:item_pk>/", paper.paper_letter, name="paper"),
    path("letters/<int:pk>/", letters.letter, name="letter"),
    path("letters/<int:pk>/files/<uuid:key>/", letters.letter_file, name="letter-file"),
    *[path(f"letters/<int:pk>/{move}/", LetterMove.as_view(move=move), name=move) for move in VERBS],
    path("calendar/", calendar.years, name="calendar"),
    path("calendar/new/", calendar.new_year, name="calendar-year"),
]
