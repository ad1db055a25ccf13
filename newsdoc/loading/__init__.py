"""From bytes to values, safely: text, XML, JSON, YAML."""
