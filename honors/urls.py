"""Addresses of rounds, measures, the register and certificates."""

from django.urls import path

from honors.views import certificates, measures, opening, plan, quotas, register, rounds

app_name = "honors"
urlpatterns = [
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/new/", rounds.new, name="new-round"),
    path("rounds/<int:pk>/", rounds.round, name="round"),
    path("rounds/<int:pk>/copy/", rounds.copy, name="copy-round"),
    path("rounds/<int:pk>/notice/", rounds.revision, name="revise-round"),
    path("rounds/<int:pk>/honours/", plan.honours, name="round-honours"),
    path("rounds/<int:pk>/deadlines/", plan.deadlines, name="deadlines"),
    path("rounds/<int:pk>/settings/", plan.settings, name="settings"),
    path("rounds/<int:pk>/requirements/", plan.requirements, name="requirements"),
    path(
        "rounds/<int:pk>/requirements/<int:requirement>/removal/", plan.requirement_dropped, name="requirement-removal"
    ),
    path("rounds/<int:pk>/opening/", opening.opening, name="opening"),
    path("rounds/<int:pk>/extensions/", opening.extensions, name="extensions"),
    path("rounds/<int:pk>/closing/", opening.closing, name="closing"),
    path("rounds/<int:pk>/quotas/", quotas.quotas, name="quotas"),
    path("rounds/<int:pk>/quotas/grant/", quotas.grant, name="grant"),
    path("rounds/<int:pk>/quotas/export.xlsx", quotas.exported, name="quota-export"),
    path("rounds/<int:pk>/quotas/import/", quotas.imported, name="quota-import"),
    path("rounds/<int:pk>/quotas/import/confirmation/", quotas.import_confirmed, name="quota-import-confirmation"),
    path("measures/", measures.measures, name="measures"),
    path("measures/new/", measures.new, name="new-measure"),
    path("measures/<int:pk>/", measures.measure, name="measure"),
    path("measures/<int:pk>/enactment/", measures.enactment, name="enact-measure"),
    path("measures/<int:pk>/referral/", measures.referral, name="refer-measure"),
    path("measures/<int:pk>/interpretation/", measures.interpretation, name="interpret-measure"),
    path("measures/<int:pk>/discarding/", measures.discarding, name="discard-measure"),
    path("measures/<int:pk>/repeal/", measures.repeal, name="repeal-measure"),
    path("honours/", register.honours, name="honours"),
    path("honours/archive/", register.archive, name="archive"),
    path("honours/archive/<int:pk>/", register.record, name="record"),
    path("honours/archive/<int:pk>/certificate.pdf", register.certificate, name="certificate"),
    path("honours/<int:pk>/", register.honour, name="honour"),
    path("certificates/", certificates.checks, name="certificate-checks"),
    path("certificates/<str:check_code>/", certificates.check, name="certificate-check"),
]
