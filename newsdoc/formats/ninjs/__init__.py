"""IPTC ninjs: news in JSON, lines 1, 2 and 3."""
