"""Markdown: CommonMark with the metadata as front matter."""
