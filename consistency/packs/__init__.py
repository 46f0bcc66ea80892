"""`rules/` as frozen tables: the only room that reads rules."""
