"""Markup of bodies: XHTML and NITF, read and written."""
