"""Mutation testing: the engine is made wrong in small ways, and the tests must see each."""
