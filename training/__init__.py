"""From the corpus to the weights; never imported by the package."""
