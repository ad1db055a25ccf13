"""The document model: see :mod:`newsdoc.model.document` and :mod:`newsdoc.model.content`."""
