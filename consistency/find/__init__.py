"""Text to mentions: figures, dates, places, cues, in one pass over the tokens."""
