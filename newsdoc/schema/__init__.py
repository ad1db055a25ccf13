"""The schemas that newsdoc validates against: the catalogue, the registry, and what makes them."""
