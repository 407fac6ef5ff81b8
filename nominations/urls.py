"""Addresses of nominations: every change of a case is a page of its own."""

from django.urls import path

from nominations.views import case, filing, lists, papers, sections

app_name = "nominations"
urlpatterns = [
    path("nominations/", lists.nominations, name="list"),
    path("nominations/new/", lists.new, name="begin"),
    path("nominations/<int:pk>/", case.case, name="case"),
    path("nominations/<int:pk>/changes/", case.changes, name="changes"),
    path("nominations/<int:pk>/sections/<slug:code>/", sections.section, name="section"),
    path("nominations/<int:pk>/opinions/", papers.opinions, name="opinions"),
    path("nominations/<int:pk>/opinions/<slug:kind>/", papers.opinion, name="opinion"),
    path("nominations/<int:pk>/papers/", papers.papers, name="papers"),
    path("nominations/<int:pk>/photo/", papers.photo, name="photo"),
    path("nominations/<int:pk>/attachments/<uuid:key>/", papers.document, name="attachment"),
    path("nominations/<int:pk>/papers/<int:attachment>/removal/", papers.attachment_removal, name="attachment-removal"),
    path("nominations/<int:pk>/attestations/", papers.attestation, name="attestation"),
    path("nominations/<int:pk>/attestations/removal/", papers.attestation_removal, name="attestation-removal"),
    path("nominations/<int:pk>/judgement/", filing.judgement, name="judgement"),
    path("nominations/<int:pk>/unit-notice/", filing.unit_notice, name="unit-notice"),
    path("nominations/<int:pk>/revision/", filing.revision, name="revision"),
    path("nominations/<int:pk>/filing/", filing.filing, name="filing"),
    path("nominations/<int:pk>/resubmission/", filing.resubmission, name="resubmission"),
]
