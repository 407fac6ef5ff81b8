"""The settings of the site, and one more address: the POST that a benchmark compares with. It ships in no image's URLs."""

from config.settings import *  # noqa: F403  the very settings

ROOT_URLCONF = "bench.ground.urls"
