"""newsdoc."""
