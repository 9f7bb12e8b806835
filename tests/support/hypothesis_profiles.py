"""How hard Hypothesis tries: `ci` by default, `nightly` by the environment variable HYPOTHESIS_PROFILE.

In: that variable. Out: the profile, registered and loaded, as soon as this module is imported. `ci` tries
the same examples on every machine and in every run; `nightly` looks for new ones.
"""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "ci",
    max_examples=50,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("nightly", max_examples=500, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
