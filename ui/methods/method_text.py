"""How the atlas is made, in plain words: coding, reported figures, the rules of the tally, care, limits."""

import streamlit as st

from atlas.words.language import _


def draw_coding() -> None:
    """What an event and a reported figure are."""
    st.header(_("How events are coded"))
    st.markdown(
        _(
            "An **event** is one gathering or action in one place and one span of days, or a row that sums up several "
            "(an *umbrella*: a day across the country, a week in a region). Each has its dates, place, type, "
            "organisers, the authorities' response and its sources. What is not known is left empty. A date known only by "
            "its month or year is marked so and never shown as a day. Events that belong to one cause share a campaign."
        )
    )
    st.header(_("What a reported figure is"))
    st.markdown(
        _(
            "A **reported figure** is one number, or range, by one speaker (a *claimant*) about one event: people who took part, were "
            "killed, injured or detained. It keeps who said it, on which side they stand, when, and where it was read. "
            "“At least 300” has no upper bound, “up to 64” no lower one, “dozens” no number at all. None "
            "is corrected, averaged or preferred by the editors; where speakers differ, all of them stay."
        )
    )


def draw_rules() -> None:
    """The six rules, in the order in which they apply."""
    st.header(_("How figures become totals"))
    st.markdown(
        _(
            "1. **Which figures count.** Those about the whole event, not taken back, with a number, said by the “as "
            "known on” day. One without a date is of the day on which its source was published; where that is not known "
            "either, it is left out as soon as such a day is chosen, and the page says how many are. Of each speaker only "
            "the latest word counts; a word such as “dozens” is shown but replaces no number. Figures that rest on an "
            "unverified source count only if you ask for them.\n"
            "2. **Whose figures.** All, officials', or independent ones (rights groups, media, opposition). The event's "
            "figure runs from the least to the greatest of them. “At least” leaves it open above where it goes as far as any other; “up to” alone has no "
            "low and adds nothing to the low end of a total.\n"
            "3. **Unknown is not zero.** If no figure counts, the event's figure is unknown: it stays empty, and every "
            "total says for how many events a figure is known. A reported zero is known.\n"
            "4. **Umbrellas.** The total of an umbrella is the greater of its own figure and the sum of its parts, for "
            "the low and the high end each. To a wider total it adds only what goes beyond its parts. So nobody is "
            "counted twice, whatever is chosen.\n"
            "5. **Turnout is never summed.** The same people come on several days; a group of events shows its largest "
            "single figure.\n"
            "6. **Time.** An event is shown in a period if its days overlap it. Its figure counts only if all its days lie "
            "within; else it is told as reaching beyond, outside the totals. On a time axis a figure stands in a day, month or year "
            "only if its event does; else it is drawn as a span. What is known only by month or year is such a span."
        )
    )


def draw_care() -> None:
    """Doing no harm, and the limits."""
    st.header(_("Doing no harm"))
    st.markdown(
        _(
            "- Private individuals are not named. Names are those of organisations and of people in public roles; "
            "everybody else appears by role.\n"
            "- No place is shown more closely than its town: the map's points are those of towns, and a square or "
            "street is named only where the sources do.\n"
            "- No word of the atlas takes a side. A figure is “according to” whoever said it; a side says where the "
            "speaker stands, not who is right.\n"
            "- Everything comes from what was already published. A reader's browser talks to this server alone.\n"
            "- Whoever is named and not public should be reported and will be taken out."
        )
    )
    st.header(_("Limits"))
    st.markdown(
        _(
            "Coverage is a sourced selection weighted to political protest, not a complete count. Sources were read in "
            "excerpts, and some addresses are copies of pages that are gone. Labour disputes, small towns and the years "
            "from 2023 are thin. How much is missing, and how many figures rest on a single speaker, is counted on the "
            "page Data."
        )
    )
