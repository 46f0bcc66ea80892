"""Bytes to documents, and a document's sentences, zones and sections."""
