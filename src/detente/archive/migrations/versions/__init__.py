"""The archive’s schema, step by step."""
