from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Style sheets and scripts under names that carry their digest, also where one module imports another."""

    support_js_module_import_aggregation = True
