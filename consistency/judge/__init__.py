"""Groups to findings: the rules of `rules/conflicts/`, applied to named conditions."""
