"""The annotated corpus: its markup, checks and agreement figures. Used by developers and by training; no part of the package."""
