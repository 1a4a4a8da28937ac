"""From a name to a file: one document, many, a batch, again on each change; and what becomes of it later."""
