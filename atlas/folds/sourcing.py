"""What rests on a source: the events it documents, the figures read in it, and whatever else names its address."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.edition.edition import Edition, kept
from atlas.folds.aggregates import Mask
from atlas.folds.publishers import cited
from atlas.tally.derivations import figures_in_words
from atlas.words.language import _, date_words
from atlas.words.spellings import folded


@kept(1)
def _by_address(edition: Edition) -> Mapping[str, str]:
    return {str(url): str(source) for source, url in edition.sources.url.items()}


def at(edition: Edition, address: str) -> str:
    """The ``source_id`` of the source with this address, letter for letter; empty where there is none."""
    return _by_address(edition).get(address, "")


@kept(1)
def _documented(edition: Edition) -> Mapping[str, npt.NDArray[np.intp]]:
    names = ["event_id", "source_id"]
    links = pd.concat([edition.event_sources[names], edition.claims[names]]).drop_duplicates()
    rows = pd.Index(edition.events.event_id).get_indexer(links.event_id)
    groups = pd.Series(rows, index=links.source_id.to_numpy()).groupby(level=0)
    return {str(source): np.sort(found.to_numpy()).astype(np.intp) for source, found in groups}


def documented(edition: Edition, source_id: str) -> npt.NDArray[np.intp]:
    """The rows of ``edition.events`` that name the source, or have a reported figure from it; earliest first."""
    return _documented(edition).get(source_id, np.zeros(0, dtype=np.intp))


def figures(edition: Edition, source_id: str) -> pd.DataFrame:
    """The reported figures read in the source, by event and measure.

    Out: ``event_id``, ``title`` (of the event), ``measure``, ``figure`` (in words), ``claimant``, ``side``,
    ``said`` (datetime64: its own day, else that of the source; missing: neither is known), ``stated_on``, ``scope``, ``note``.
    """
    own = edition.claims[edition.claims.source_id == source_id]
    place = pd.Index(edition.events.event_id).get_indexer(own.event_id)
    measures = {measure: order for order, measure in enumerate(edition.codebook.measures)}
    ordered = own.assign(
        place=place,
        rank=own.measure.map(measures),
        title=edition.events.title.to_numpy()[place],
        figure=figures_in_words(own, edition.codebook),
    ).sort_values(["place", "rank", "said", "order"], kind="stable")
    names = [
        "event_id",
        "title",
        "measure",
        "figure",
        "claimant",
        "side",
        "said",
        "stated_on",
        "scope",
        "note",
    ]
    return ordered[names].reset_index(drop=True)


@dataclass(frozen=True)
class Mentions:
    """What else rests on a source: rows of ``context``, ``actors`` and ``symbols``, and whether it is the
    published count that the self-check holds ours against."""

    context: pd.DataFrame
    actors: pd.DataFrame
    symbols: pd.DataFrame
    compared: bool

    def __bool__(self) -> bool:
        return bool(len(self.context) or len(self.actors) or len(self.symbols) or self.compared)


def mentions(edition: Edition, source_id: str) -> Mentions:
    """What else rests on the source. KeyError where the edition lacks it."""
    address = edition.sources.url.loc[source_id]
    return Mentions(
        context=edition.context[edition.context.source_url == address],
        actors=edition.actors[edition.actors.source_url == address],
        symbols=edition.symbols[edition.symbols.source_id == source_id],
        compared=bool((edition.outside_counts.source_id == source_id).any()),
    )


def found(edition: Edition, rows: Mask, text: str = "") -> pd.DataFrame:
    """The sources of the chosen events that mention every word of ``text`` in title, publisher, address or key, each
    as a word or its beginning: the columns of ``publishers.cited`` and ``figures``, how many reported figures about
    the chosen events were read in each; those cited for most events first."""
    table = cited(edition, rows)
    about = edition.claims[edition.claims.event_id.isin(edition.events.event_id[rows])]
    counts = about.groupby("source_id").size()
    table = table.assign(figures=table.source_id.map(counts).fillna(0).astype("int64"))
    told = " " + (table.title + " " + table.publisher + " " + table.url + " " + table.source_id).map(folded)
    hits = np.ones(len(table), dtype=bool)
    for word in folded(text).split():
        hits &= told.str.contains(" " + word, regex=False).to_numpy()
    return table[hits].reset_index(drop=True)


def table(sources: pd.DataFrame, edition: Edition) -> pd.DataFrame:
    """The rows of ``found`` as a reader lists them, in words; empty where something is not recorded."""
    book = edition.codebook

    def labels(column: str) -> list[str]:
        return [book.label("sources", column, value) if value else "" for value in sources[column]]

    return pd.DataFrame(
        {
            _("Title"): [title or url for title, url in zip(sources.title, sources.url, strict=True)],
            _("Publisher"): sources.publisher.tolist(),
            _("Published on"): sources.published_on.dt.strftime("%Y-%m-%d").fillna("").tolist(),
            _("Kind"): labels("kind"),
            _("Grade"): labels("grade"),
            _("Language"): labels("language"),
            _("Events"): sources.events.tolist(),
            _("Reported figures"): sources.figures.tolist(),
            _("Address"): sources.url.tolist(),
            _("Source"): sources.source_id.tolist(),
        }
    )


def published_words(published_on: pd.Timestamp) -> str:
    """The day of publication for a reader; empty where it is not recorded."""
    return "" if pd.isna(published_on) else date_words(published_on.date())
