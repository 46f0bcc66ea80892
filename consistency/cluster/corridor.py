"""The order of the steps on a cluster: the same as on one machine (`pipeline.check`), and the same result.

Python reads articles, compares claims and judges; what only counts, sorts and joins is SQL. No step holds more on one
machine than a chunk of a shelf, a cluster of linked claims, or (on the driver) the names of claims that are linked.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from consistency.align.holders import MOST_HOLDERS
from consistency.align.origins import are_copies
from consistency.cluster import judging, linking, meeting, reading
from consistency.cluster.carried import packed_rules, unpacked
from consistency.cluster.components import components
from consistency.engines.spark import Frame, Spark
from consistency.errors import InputError
from consistency.model.document import Document
from consistency.model.finding import Finding
from consistency.packs.ruleset import Packs
from consistency.pipeline import Extraction, Result, too_large

_FINDING = "kind, place, starts, ends, tie, nth, fingerprint, content"


class Checked(Struct, frozen=True):
    """What a check made, still spread over the cluster.

    readings: reading.READINGS; groups: of judging.JUDGED; findings: reading.FINDINGS, one of each fingerprint.
    origins: of the articles that copy another. capped: keys and shelves too large to compare whole, with their sizes.
    """

    readings: Frame
    groups: Frame
    findings: Frame
    origins: dict[str, str]
    capped: tuple[tuple[str, int], ...]


def check(spark: Spark, articles: Frame, packs: Packs, focus: Set[str] | None = None) -> Checked:
    """Run every step. articles: reading.ARTICLES. focus: keep to findings that touch these articles.

    Raises: InputError for two articles of one id.
    """
    rules = spark.carried(packed_rules(packs))
    readings = spark.kept(spark.mapped(articles, partial(reading.read, rules), reading.READINGS))
    _refuse_doubles(spark, readings)
    partners, crowded = _partners(spark, readings, rules)
    links, capped = _links(spark, readings, partners, rules)
    copied = _origins(spark, readings)
    asked = (rules, spark.carried(copied), spark.carried(focus))
    judged = _judged(spark, readings, links, asked)
    found = spark.sql(
        f"SELECT {_FINDING} FROM {{judged}} WHERE kind >= 0 UNION ALL SELECT * FROM {{lone}} "
        "UNION ALL SELECT * FROM {scopes}",
        judged=judged,
        lone=spark.mapped(
            spark.sql("SELECT id, reading FROM {readings}", readings=readings),
            partial(reading.lone_findings, rules, asked[2]),
            reading.FINDINGS,
        ),
        scopes=_scopes(spark, readings, links, judged, asked),
    )
    first = spark.sql(
        f"SELECT {_FINDING} FROM (SELECT *, row_number() OVER (PARTITION BY fingerprint "
        "ORDER BY kind, place, starts, ends, tie, nth) AS place_of_it FROM {found}) WHERE place_of_it = 1",
        found=found,
    )
    groups = spark.sql(f"SELECT * FROM {{judged}} WHERE kind = {judging.GROUPS}", judged=judged)
    return Checked(readings, groups, first, copied, tuple(sorted((*capped, *crowded))))


def _refuse_doubles(spark: Spark, readings: Frame) -> None:
    doubles = spark.sql(
        "SELECT id FROM {readings} GROUP BY id HAVING count(*) > 1 ORDER BY id LIMIT 1", readings=readings
    )
    for (ident,) in spark.rows(doubles):
        raise InputError(f"two articles with the id {ident!r}", advice="give each an id of its own")


def _partners(spark: Spark, readings: Frame, rules: Any) -> tuple[Frame, list[tuple[str, int]]]:
    """Articles that may tell of one event, each pair once; and what was too large to look at whole."""
    most = meeting.limits()
    chunk, reach = most.chunk, most.reach
    shelved = spark.sql(
        "SELECT shelf, day, id, told FROM {readings} LATERAL VIEW explode(shelves) AS shelf",
        readings=readings,
    )
    crowded = _counted(
        spark,
        f"SELECT shelf, count(*) AS size FROM {{frame}} GROUP BY shelf HAVING size > {chunk}",
        shelved,
    )
    # What a season of a country holds, its whole shelf holds, unless that is crowded.
    placed = spark.sql(
        "SELECT s.shelf, told, row_number() OVER (PARTITION BY s.shelf ORDER BY day, id) - 1 AS at, "
        "count(*) OVER (PARTITION BY s.shelf) AS size FROM {shelved} s "
        "LEFT JOIN {crowded} c ON c.shelf = substring_index(s.shelf, '@', 1) "
        "WHERE instr(s.shelf, '@') < 2 OR c.shelf IS NOT NULL",
        shelved=shelved,
        crowded=spark.frame(((shelf,) for shelf in crowded), "shelf string"),
    )
    chunked = spark.sql(
        f"SELECT shelf, chunk, at, size <= {chunk} OR chunk = at div {chunk} AS own, size <= {chunk} AS whole, "
        "told FROM {placed} LATERAL VIEW explode("
        f"IF(size <= {chunk}, array(0), IF(at >= {chunk} AND at % {chunk} < {reach}, "
        f"array(at div {chunk}, at div {chunk} - 1), array(at div {chunk})))) AS chunk WHERE size > 1",
        placed=placed,
    )
    verb = partial(meeting.meet_on_shelves, rules, most)
    found = spark.applied(chunked, ("shelf", "chunk"), verb, meeting.PARTNERS, order=("at",))
    # Each with its place among those of its language that may tell of the event of another.
    ranked = spark.kept(
        spark.sql(
            "SELECT a, b, row_number() OVER (PARTITION BY a, b_language ORDER BY shared DESC, apart, b) AS nth FROM ("
            "SELECT DISTINCT a, b, b_language, shared, apart FROM {found} "
            "UNION SELECT b, a, a_language, shared, apart FROM {found})",
            found=found,
        )
    )
    kept = spark.sql(
        f"SELECT DISTINCT least(a, b) AS a, greatest(a, b) AS b FROM {{ranked}} WHERE nth <= {most.partners}",
        ranked=ranked,
    )
    ((many,),) = spark.rows(
        spark.sql(
            f"SELECT count(DISTINCT a) FROM {{ranked}} WHERE nth > {most.partners}",
            ranked=ranked,
        )
    )
    left_out = [("", many)] if many else []
    return spark.kept(kept), sorted([*crowded.items(), *left_out])


def _counted(spark: Spark, query: str, frame: Frame) -> dict[str, int]:
    return dict(spark.rows(spark.sql(query, frame=frame)))


def _links(spark: Spark, readings: Frame, partners: Frame, rules: Any) -> tuple[Frame, list[tuple[str, int]]]:
    """The links of claims, and the keys of which some claims met only their neighbours."""
    keys = spark.sql(
        "SELECT at.keys AS key, at.counts AS size FROM {readings} "
        "LATERAL VIEW explode(arrays_zip(keys, counts)) AS at",
        readings=readings,
    )
    large = _counted(
        spark,
        f"SELECT key, sum(size) AS size FROM {{frame}} GROUP BY key HAVING size > {meeting.limits().small}",
        keys,
    )
    met = spark.sql(
        "SELECT a, b FROM {partners} UNION ALL SELECT b, a FROM {partners} "
        "UNION ALL SELECT id, id FROM {readings} WHERE claims > 0",
        partners=partners,
        readings=readings,
    )
    beyond = spark.carried(frozenset(large))
    blocks = spark.kept(_blocks(spark, readings, met, rules, beyond)) if large else None
    alone = spark.sql("SELECT id, key FROM {readings} LATERAL VIEW explode(alone) AS key", readings=readings)
    pairs = spark.sql(
        "SELECT a, b, true AS partners, NULL AS first, NULL AS second FROM {partners} "
        "UNION ALL SELECT id, id, true, NULL, NULL FROM {readings} WHERE array_max(counts) > 1 "
        "UNION ALL SELECT DISTINCT x.id, y.id, false, NULL, NULL FROM {alone} x JOIN {alone} y "
        "ON x.key = y.key AND x.id < y.id LEFT ANTI JOIN {large} l ON l.key = x.key",
        partners=partners,
        readings=readings,
        alone=alone,
        large=spark.frame(((key,) for key in large), "key string"),
    )
    if blocks is not None:
        pairs = spark.sql(
            "SELECT * FROM {pairs} UNION ALL SELECT DISTINCT least(a_document, b_document), "
            "greatest(a_document, b_document), false, a, b FROM {blocks} WHERE capped IS NULL",
            pairs=pairs,
            blocks=blocks,
        )
    gathered = spark.sql(
        "SELECT p.a, p.b, p.partners, p.met.first AS firsts, p.met.second AS seconds, "
        "x.reading AS a_reading, y.reading AS b_reading FROM (SELECT a, b, bool_or(partners) AS partners, "
        "collect_list(IF(first IS NULL, NULL, struct(first, second))) AS met FROM {pairs} GROUP BY a, b) p "
        "JOIN {readings} x ON x.id = p.a JOIN {readings} y ON y.id = p.b "
        "WHERE arrays_overlap(x.keys, y.keys)",
        pairs=pairs,
        readings=readings,
    )
    links = spark.kept(spark.mapped(gathered, partial(linking.link, rules, beyond), linking.LINKS))
    if blocks is None:
        return links, []
    capped = spark.sql("SELECT DISTINCT capped FROM {blocks} WHERE capped IS NOT NULL", blocks=blocks)
    return links, sorted((key, large[key]) for (key,) in spark.rows(capped))


def _blocks(spark: Spark, readings: Frame, met: Frame, rules: Any, large: Any) -> Frame:
    """Who meets under the keys of many claims: meeting.MEETINGS.

    Claims of articles that may tell of one event meet in chunks: one has beside its own claims the later ones of the
    partners of its articles. Figures that stand by themselves are read along in the order of publication.
    """
    most = meeting.limits()
    claims = spark.mapped(
        spark.sql("SELECT id, reading FROM {readings} WHERE claims > 0", readings=readings),
        partial(meeting.claims_in_blocks, rules, large),
        meeting.CLAIMS,
    )
    placed = spark.kept(
        spark.sql(
            f"SELECT *, at div {most.chunk} AS chunk FROM ("
            "SELECT *, row_number() OVER (PARTITION BY key ORDER BY published, claim) - 1 AS at FROM {claims})",
            claims=claims,
        )
    )
    known = spark.sql("SELECT a AS document, collect_list(b) AS met FROM {met} GROUP BY a", met=met)
    own = spark.sql(
        "SELECT key, chunk, at, true AS own, claim, c.document, timed, met FROM {placed} c "
        "JOIN {known} k ON k.document = c.document",
        placed=placed,
        known=known,
    )
    beside = spark.sql(
        "SELECT DISTINCT o.key, o.chunk, y.at, false AS own, y.claim, y.document, y.timed, "
        "CAST(NULL AS array<string>) AS met FROM (SELECT DISTINCT key, chunk, b FROM {placed} c "
        "JOIN {met} m ON m.a = c.document) o "
        "JOIN {placed} y ON y.key = o.key AND y.document = o.b AND y.chunk > o.chunk",
        placed=placed,
        met=met,
    )
    chunked = spark.sql("SELECT * FROM {own} UNION ALL SELECT * FROM {beside}", own=own, beside=beside)
    alone = spark.sql(
        "SELECT key, CAST(many AS int) AS many, claim, document, says, timed FROM ("
        "SELECT *, count(*) OVER (PARTITION BY key) AS many FROM {placed} WHERE alone "
        "DISTRIBUTE BY key SORT BY key, at)",
        placed=placed,
    )
    return spark.sql(
        "SELECT * FROM {partners} UNION ALL SELECT * FROM {alike}",
        partners=spark.applied(
            chunked, ("key", "chunk"), partial(meeting.meet_in_blocks, most), meeting.MEETINGS, order=("at",)
        ),
        alike=spark.mapped(alone, partial(meeting.meet_alike, most), meeting.MEETINGS),
    )


def _origins(spark: Spark, readings: Frame) -> dict[str, str]:
    """The origin of each article that copies another, or is copied."""
    shared = spark.sql(
        "SELECT x.id AS a, y.id AS b, any_value(x.size) AS a_size, any_value(y.size) AS b_size, "
        "count(*) AS shared FROM {held} x JOIN {held} y ON x.hash = y.hash AND x.id < y.id "
        "GROUP BY x.id, y.id HAVING shared > 2",
        held=spark.sql(
            "SELECT * FROM (SELECT id, hash, size, row_number() OVER (PARTITION BY hash ORDER BY id) AS nth, "
            "count(*) OVER (PARTITION BY hash) AS holders FROM (SELECT id, size(sketch) AS size, "
            "explode(sketch) AS hash FROM {readings})) "
            f"WHERE holders > 1 AND nth <= {MOST_HOLDERS}",
            readings=readings,
        ),
    )
    return components(
        (a, b) for a, b, a_size, b_size, count in spark.rows(shared) if are_copies(count, a_size, b_size)
    )


def _judged(spark: Spark, readings: Frame, links: Frame, asked: tuple[Any, Any, Any]) -> Frame:
    """What became of every cluster of linked claims: judging.JUDGED."""
    linked = spark.sql("SELECT a, b FROM {links} WHERE NOT wider", links=links)
    clusters = spark.frame(components(spark.rows(linked)).items(), "claim string, cluster string")
    wanted = spark.sql(
        "SELECT r.id, r.reading, w.held.claim AS wanted, w.held.cluster AS clusters FROM ("
        "SELECT document, collect_list(struct(claim, cluster)) AS held FROM ("
        "SELECT e.document, e.claim, c.cluster FROM (SELECT a AS claim, a_document AS document FROM {links} "
        "UNION SELECT b, b_document FROM {links}) e JOIN {clusters} c ON c.claim = e.claim "
        "UNION ALL SELECT o.id, o.claim, o.claim FROM (SELECT id, explode(odd) AS claim FROM {readings}) o "
        "LEFT ANTI JOIN {clusters} c ON c.claim = o.claim) GROUP BY document) w "
        "JOIN {readings} r ON r.id = w.document",
        readings=readings,
        links=links,
        clusters=clusters,
    )
    rows = spark.sql(
        "SELECT * FROM {claims} UNION ALL SELECT c.cluster, '', 0, true, l.link FROM {links} l "
        "JOIN {clusters} c ON c.claim = l.a WHERE NOT l.wider",
        claims=spark.mapped(wanted, judging.claims_of, judging.CLUSTERS),
        links=links,
        clusters=clusters,
    )
    verb = partial(judging.judge_clusters, *asked)
    return spark.kept(spark.applied(rows, ("cluster",), verb, judging.JUDGED))


def _scopes(spark: Spark, readings: Frame, links: Frame, judged: Frame, asked: tuple[Any, Any, Any]) -> Frame:
    """Findings on links between a thing and a wider one: reading.FINDINGS."""
    members = spark.sql(
        f"SELECT tie AS group, explode(members) AS claim FROM {{judged}} WHERE kind = {judging.GROUPS}",
        judged=judged,
    )
    wider = spark.sql(
        "SELECT least(x, y) AS one, greatest(x, y) AS two, a_document, b_document, link FROM ("
        "SELECT l.*, coalesce(x.group, l.a) AS x, coalesce(y.group, l.b) AS y FROM {links} l "
        "LEFT JOIN {members} x ON x.claim = l.a LEFT JOIN {members} y ON y.claim = l.b WHERE l.wider)",
        links=links,
        members=members,
    )
    rows = spark.sql(
        "SELECT one, two, true AS is_link, link AS content FROM {wider} UNION ALL "
        "SELECT w.one, w.two, false, r.reading FROM (SELECT one, two, a_document AS document FROM {wider} "
        "UNION SELECT one, two, b_document FROM {wider}) w JOIN {readings} r ON r.id = w.document",
        wider=wider,
        readings=readings,
    )
    return spark.applied(rows, ("one", "two"), partial(judging.judge_scopes, *asked), reading.FINDINGS)


def brought_here(
    spark: Spark, made: Checked, documents: Sequence[Document]
) -> tuple[list[Extraction], Result]:
    """What a check on one machine gives of these documents: every extraction in their order, and the result."""
    given = {document.id: document for document in documents}
    read = {}
    for ident, content in spark.rows(spark.sql("SELECT id, reading FROM {r}", r=made.readings)):
        bare = unpacked(Extraction, content)
        read[ident] = replace(bare, document=replace(given[ident], published=bare.document.published))
    groups = sorted(
        spark.rows(
            spark.sql("SELECT place, starts, ends, tie, verdict, content FROM {groups}", groups=made.groups)
        )
    )
    findings = spark.rows(spark.sql("SELECT content FROM {findings}", findings=made.findings))
    ordered = [read[ident] for ident in sorted(read)]
    result = Result(
        groups=tuple(judging.group_of(content) for *_, content in groups),
        verdicts={ident: verdict for *_, ident, verdict, _ in groups},
        findings=tuple(sorted((judging.finding_of(content) for (content,) in findings), key=Finding.order)),
        origins={ident: made.origins.get(ident, ident) for ident in sorted(read)},
        skipped=(*(item for e in ordered for item in e.skipped), *too_large(made.capped)),
    )
    return [read[document.id] for document in documents], result
