"""What the tests of models share: models with random weights, made once a session."""

from model_fixtures import chatty, large, small, torch_there

__all__ = ["chatty", "large", "small", "torch_there"]
