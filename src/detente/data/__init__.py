"""Reference data: states, names, places, offices, and the bundled example reports."""
