"""IPTC NewsML-G2."""
