"""Other languages for event selections: programs that come from them, and programs that go to them."""
