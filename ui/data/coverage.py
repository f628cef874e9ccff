"""Coverage: the events here beside what others counted, whose figures they have, and where they are thin."""

import pandas as pd
import streamlit as st

from atlas.drawing import outside_figure
from atlas.drawing.kind_table import kind_table
from atlas.edition import divisions
from atlas.edition.places import in_words
from atlas.folds import coverage
from atlas.words.language import _, list_words, ngettext, number, span_words
from ui.dataset import View
from ui.shared import figure
from ui.shared.markup import cell, table
from ui.shared.source_link import to_source
from ui.theme import is_dark


def draw_outside(view: View) -> None:
    """Counts published by others, each with its source, and our events in the same period."""
    counts = coverage.outside_counts(view.edition, view.cells)
    if not counts:
        return
    st.header(_("Beside what others counted"))
    st.caption(
        _(
            "All events here that overlap the period, whatever is chosen above, without the rows that sum up others. Others "
            "count by rules of their own, and their periods overlap: what differs is the order of what is missing, not its "
            "number. For all other years no count by others is known to us."
        )
    )
    header = [_("Period"), _("Counted by others"), _("Events here"), _("Who counted"), _("Source")]
    listed = pd.DataFrame(
        [
            (span_words(one.start, one.end, "month"), one.counted, one.ours, one.counted_by, one.source_id)
            for one in counts
        ],
        columns=header,
    )
    drawn = outside_figure.outside_figure(counts, dark=is_dark())
    figure.draw(view, drawn, listed, name="outside-counts", alt=outside_figure.alt_text(counts))
    rows = [
        [
            cell(span_words(one.start, one.end, "month")),
            cell(number(one.counted)),
            cell(number(one.ours)),
            cell(one.counted_by),
            to_source(view, one.source_id),
        ]
        for one in counts
    ]
    st.html(table(header, rows, _("Counts by others and events here"), stacked=True))


def draw_sides(view: View) -> None:
    """How many of the events shown have a figure, per measure and side."""
    st.header(_("How many events have a figure, and whose"))
    st.caption(
        _(
            "A figure of the event itself or of its parts. “Both” are the events in which officials and others can be compared."
        )
    )
    book = view.edition.codebook
    names = {
        "all": _("From anybody"),
        "official": _("From officials"),
        "independent": _("From NGOs, media or the opposition"),
        "both": _("From both"),
    }
    rows = []
    for measure in book.measures:
        shares = coverage.with_figure(view.edition, view.cells, view.rows, measure)
        rows.append(
            [cell(book.label("claims", "measure", measure)), *(cell(shares[one].words()) for one in names)]
        )
    header = [_("Measure"), *names.values()]
    st.html(table(header, rows, _("Events with a figure, by measure and side"), stacked=True))


def draw_thin(view: View) -> None:
    """Where the events shown are few, by region and kind: in words, then as a table with shares."""
    st.header(_("Where the data are thin"))
    found = coverage.by_region_and_kind(view.edition, view.rows, view.chosen.oblasts)
    book = view.edition.codebook
    regions = {region: divisions.label(book, region) if region else _("nationwide") for region in found.index}
    kinds = {kind: book.label("events", "event_type", kind) for kind in found.columns}
    st.markdown(_in_words(found, regions, kinds))
    caption = _("Events by region and kind")
    st.html(kind_table(found, regions, kinds, caption=caption, dark=is_dark()))

    def listed() -> pd.DataFrame:
        named = found.rename(index=regions, columns=kinds).rename_axis(index=None, columns=None)
        return named.reset_index(names=_("Region"))

    figure.behind(view, listed, name="region-and-kind")


def _in_words(found: pd.DataFrame, regions: dict[str, str], kinds: dict[str, str]) -> str:
    of_region, of_kind = found.sum(axis=1), found.sum(axis=0)
    all_of_them, pairs = int(of_region.sum()), found.drop(index="")
    thin_regions = [
        _("{name} ({count})").format(name=regions[region], count=number(int(count)))
        for region, count in of_region.sort_values(kind="stable").items()
        if region and count < coverage.THIN
    ]
    thin_kinds = [
        _("{name} ({count})").format(name=kinds[kind], count=number(int(count)))
        for kind, count in of_kind.sort_values(kind="stable").items()
        if count < coverage.THIN
    ]
    empty = int((pairs == 0).sum().sum())
    lines = []
    if all_of_them:
        first = of_region.drop(index="").nlargest(2)
        first = first[first > 0] if first.any() else of_region.nlargest(1)
        lines.append(
            _("{regions} have {percent}% of the {count} events shown.").format(
                regions=list_words([regions[region] for region in first.index]),
                percent=number(round(100 * int(first.sum()) / all_of_them)),
                count=number(all_of_them),
            )
        )
    if thin_regions:
        lines.append(
            _("Regions with fewer than {few} events: {names}.").format(
                few=number(coverage.THIN), names=in_words(thin_regions)
            )
        )
    if thin_kinds:
        lines.append(
            _("Kinds with fewer than {few} events: {names}.").format(
                few=number(coverage.THIN), names=in_words(thin_kinds)
            )
        )
    lines.append(
        ngettext(
            "{count} of {of} pairs of a region and a kind has no event at all: nobody wrote of one, or it was not found.",
            "{count} of {of} pairs of a region and a kind have no event at all: nobody wrote of one, or it was not found.",
            empty,
        ).format(count=number(empty), of=number(pairs.size))
    )
    return "\n".join(f"- {line}" for line in lines)
