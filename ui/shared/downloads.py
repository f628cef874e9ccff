"""Files of exactly what is shown, made when they are asked for."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from atlas.downloads import exports, files, package
from atlas.folds.figure_lists import ListView
from atlas.words.language import _
from ui import address, own_file
from ui.dataset import View
from ui.shared.markup import plain
from ui.shared.speaking import spoken_here


def draw(view: View) -> None:
    """Two buttons, for the events shown and for every reported figure about them; other formats one click away. Where
    the rows may not leave, the reason instead of the files."""
    refused = files.may_export(view.edition)
    if refused:
        st.info(plain(refused), icon=":material/lock:")
        return
    if not view.listable:
        _big(view)
        return
    with st.container(horizontal=True, gap="small"):
        _events(view, "csv", _("Download these events (CSV)"), key="download_events")
        _claims(view, "csv", _("Download their reported figures (CSV)"), key="download_claims")
        with st.popover(_("Other formats"), icon=":material/download:", disabled=not view.shown):
            _formats(view)


def _big(view: View) -> None:
    """The address that gives the events as they are read: whole files are not made of a big table."""
    st.link_button(
        _("Download these events (CSV)"),
        address.of_api(view, "events.csv"),
        icon=":material/download:",
        disabled=not view.shown,
    )
    st.caption(
        _(
            "Sent while it is read, so that its size is not known beforehand. With the figures of all sides, of officials "
            "and of independent ones, as known by now and from verified sources, whatever is chosen beside."
        )
    )


def _formats(view: View) -> None:
    purposes = _purposes()
    code: str = st.radio(
        _("Format"),
        list(files.FORMATS),
        # Plain CSV stands outside already.
        index=list(files.FORMATS).index("xlsx"),
        format_func=lambda code: _(files.FORMATS[code].title),
        captions=[purposes[code] for code in files.FORMATS],
        key="download_format",
    )
    with st.container(horizontal=True, gap="small"):
        _events(view, code, _("Events"), key="download_events_as")
        if code in files.CLAIM_FORMATS:
            _claims(view, code, _("Reported figures"), key="download_claims_as")
    if code == "geojson":
        st.caption(_("A reported figure has no place of its own: take another format for them."))
    if own_file.shown():
        # A Data Package says who publishes it and under which licence; of a reader's file we know neither.
        return
    _button(
        view,
        _("Everything with its codebook (zip)"),
        partial(package.package_zip, view, address=address.overview(view)),
        "package",
        "zip",
        "application/zip",
        key="download_package",
    )
    st.caption(
        _(
            "A Data Package: events, reported figures, sources, campaigns and towns, what every column means, "
            "and how to cite it."
        )
    )


def _purposes() -> dict[str, str]:
    """What each format is good for, by code."""
    return {
        "csv": _("For scripts and statistics programs: UTF-8, commas"),
        "excel-csv": _(
            "The same, marked so that Excel reads every letter; nothing in it can act as a formula"
        ),
        "xlsx": _("For Excel and LibreOffice: events, reported figures, sources and codebook as sheets"),
        "geojson": _("For maps, as in QGIS: each event at its town"),
        "parquet": _("For pandas, R and DuckDB: every column has its type"),
        "json": _("For programs: every row as an object"),
    }


def _events(view: View, code: str, label: str, *, key: str) -> None:
    made, link = files.FORMATS[code], address.overview(view)
    make = partial(files.events_file, view, code, address=link)
    _button(view, label, make, "events", made.suffix, made.media_type, key=key)


def _claims(view: View, code: str, label: str, *, key: str) -> None:
    made, link = files.FORMATS[code], address.overview(view)
    make = partial(files.claims_file, view, code, address=link)
    _button(view, label, make, "claims", made.suffix, made.media_type, key=key)


def _button(
    view: View, label: str, make: Callable[[], bytes], what: str, suffix: str, media_type: str, *, key: str
) -> None:
    named = f"{view.code}_{what}" if isinstance(view, ListView) else what
    st.download_button(
        label,
        data=spoken_here(make),
        file_name=exports.file_name(
            view.chosen, named, first=view.first, last=view.last_event[0], suffix=suffix
        ),
        mime=media_type,
        on_click="ignore",
        disabled=not view.shown,
        key=key,
    )
