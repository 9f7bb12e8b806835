"""Generated samples. In: a seed and how many events. Out: files like CMS NanoAOD, in several containers."""
