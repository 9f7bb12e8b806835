"""How fluent the page of a review is: `python -m benchmarks.review`."""
