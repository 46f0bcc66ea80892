"""The nouns: frozen, slotted, standard library only."""
