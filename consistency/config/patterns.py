"""Patterns that choose articles, as a .gitignore writes them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from consistency.errors import ConfigError


def matcher(patterns: Sequence[str], key: str) -> Callable[[str], bool]:
    """Whether an article's id, a POSIX path, matches. key: the setting, for errors.

    A pattern without a slash matches a name in any folder, one that names a folder all that is in it, `**` any
    folders, and `!` takes back. Raises: ConfigError for what is no pattern.
    """
    from pathspec import GitIgnoreSpec  # here: most checks name no patterns

    try:
        return GitIgnoreSpec.from_lines(patterns).match_file
    except ValueError as error:
        raise ConfigError(
            f"this is no pattern: {' '.join(str(error).split())}",
            place=key,
            advice="write it as in a .gitignore",
        ) from None


def chosen(include: Sequence[str], exclude: Sequence[str]) -> Callable[[str], bool]:
    """Whether an article is among those included (all, where none are named) and not among those excluded."""
    inside = matcher(include, "include") if include else None
    outside = matcher(exclude, "exclude") if exclude else None
    return lambda ident: (inside is None or inside(ident)) and (outside is None or not outside(ident))
