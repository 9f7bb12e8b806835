"""Results of a run as a workspace for pyhf, which describes a fit by binned channels, samples and modifiers."""
