"""newsdoc's own JSON: the model itself, exactly."""
