"""Writing with the losses known at once: the usual case, in which nothing has to be read back.

:mod:`~newsdoc.formats.ninjs.engine` and :mod:`~newsdoc.formats.ninjs.residue` define what is written and what is lost: they
write, read back and compare.  Here the same tables are compiled: for each class of the model which fields have a place in
the version and which have none, and, made once for each combination of fields that occurs, what to do for an object that
has just those.  What a field is carried as exactly is known beforehand for the forms that nearly all values have; any
other value is written, read back and compared by itself (``plans.apart``).  Where not even that can tell
(``plans.Unsure``), the general way decides about the whole document.
"""
