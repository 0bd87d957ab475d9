"""Cross-references: numbers come from the place of a part in the document, and references follow them."""

import copy

import pytest

from traced.manuscript.crossrefs import resolve
from traced.manuscript.pandoc import DocumentError, text


def word(plain):
    """A word of the text."""
    return {"t": "Str", "c": plain}


def heading(level, title, label="", classes=()):
    """A heading as pandoc gives it."""
    return {"t": "Header", "c": [level, [label, list(classes), []], [word(title)]]}


def figure(label, caption="Boats."):
    """A figure with a picture in it."""
    picture = {"t": "Image", "c": [["", [], []], [word("A drawing.")], ["figures/boats", ""]]}
    return {
        "t": "Figure",
        "c": [
            [label, [], []],
            [None, [{"t": "Plain", "c": [word(caption)]}] if caption else []],
            [{"t": "Plain", "c": [picture]}],
        ],
    }


def table(label, caption="Roads."):
    """A division of class `table` with an empty table in it."""
    inner = {
        "t": "Table",
        "c": [
            ["", [], []],
            [None, [{"t": "Plain", "c": [word(caption)]}]],
            [],
            [["", [], []], []],
            [],
            [["", [], []], []],
        ],
    }
    return {"t": "Div", "c": [[label, ["table"], []], [inner]]}


def reference(label):
    """A paragraph that is nothing but a reference."""
    link = {"t": "Link", "c": [["", ["ref"], []], [], [f"#{label}", ""]]}
    return {"t": "Para", "c": [link]}


def document(*blocks):
    """A document without metadata."""
    return {"pandoc-api-version": [1, 23, 1, 1], "meta": {}, "blocks": list(blocks)}


def readings(*blocks):
    """Return the text of each block after resolving, with no-break spaces shown as spaces."""
    return [text(block["c"]).replace("\u00a0", " ") for block in resolve(document(*blocks))["blocks"]]


def test_headings_are_numbered_by_their_place():
    """A heading counts among its neighbours of the same level; a higher heading starts the lower ones anew."""
    levels = [1, 2, 2, 3, 3, 1, 2]
    numbers = [line.split()[0] for line in readings(*(heading(level, "Title") for level in levels))]
    assert numbers == ["1", "1.1", "1.2", "1.2.1", "1.2.2", "2", "2.1"]


def test_an_unnumbered_heading_has_no_number_and_does_not_count():
    """A heading of class `unnumbered` stays as it is, and the next one goes on counting."""
    assert readings(heading(1, "One"), heading(1, "Thanks", classes=["unnumbered"]), heading(1, "Two")) == [
        "1 One",
        "Thanks",
        "2 Two",
    ]


def test_figures_and_tables_are_counted_apart():
    """Captions open with a bold label; a figure between two tables does not move their count."""
    blocks = resolve(document(table("tbl:a"), figure("fig:a"), table("tbl:b"), figure("fig:b")))["blocks"]
    captions = [block["c"][1][1] if block["t"] == "Figure" else block["c"][1][0]["c"][1][1] for block in blocks]
    assert [text(caption).replace("\u00a0", " ") for caption in captions] == [
        "Table 1. Roads.",
        "Figure 1. Boats.",
        "Table 2. Roads.",
        "Figure 2. Boats.",
    ]
    assert all(caption[0]["c"][0]["t"] == "Strong" for caption in captions)


def test_a_figure_without_caption_still_has_its_label():
    """An empty caption becomes the label alone."""
    (block,) = resolve(document(figure("fig:a", caption="")))["blocks"]
    assert text(block["c"][1][1]) == "Figure\u00a01."


@pytest.mark.parametrize(
    ("label", "reading"), [("sec:china", "Section 1.1"), ("fig:boats", "Figure 1"), ("tbl:roads", "Table 1")]
)
def test_a_reference_reads_as_its_target_is_called(label, reading):
    """A reference takes the kind and number of what it names, even if that comes later in the text."""
    parts = [heading(1, "Review"), heading(2, "China", "sec:china"), figure("fig:boats"), table("tbl:roads")]
    assert readings(reference(label), *parts)[0] == reading


def test_a_reference_is_filled_wherever_it_stands():
    """References in a caption, a cell or a footnote are filled like those of the text."""
    note = {"t": "Note", "c": [reference("fig:boats")]}
    (para, _) = resolve(document({"t": "Para", "c": [note]}, figure("fig:boats")))["blocks"]
    assert text(para["c"][0]["c"]) == "Figure\u00a01"


def test_a_reference_stays_a_link_to_its_target():
    """The filled reference still leads to the part that it names."""
    (para, _) = resolve(document(reference("fig:boats"), figure("fig:boats")))["blocks"]
    assert para["c"][0]["c"][2] == ["#fig:boats", ""]


def test_a_plain_link_is_left_alone():
    """Only links of class `ref` are filled in and have to lead somewhere."""
    link = {"t": "Link", "c": [["", [], []], [word("there")], ["#nowhere", ""]]}
    assert readings({"t": "Para", "c": [link]}) == ["there"]


def test_all_unknown_labels_are_named_at_once():
    """Every reference that leads nowhere is in the one error, along with the labels that exist."""
    with pytest.raises(DocumentError) as caught:
        resolve(document(reference("fig:gone"), reference("tbl:lost"), reference("fig:gone"), figure("fig:boats")))
    assert str(caught.value).splitlines() == [
        "reference to fig:gone: unknown label: one of fig:boats",
        "reference to tbl:lost: unknown label: one of fig:boats",
    ]


def test_a_reference_to_a_heading_without_number_is_an_error():
    """There is nothing to print for it."""
    with pytest.raises(DocumentError, match="reference to sec:thanks: the heading has no number"):
        resolve(document(heading(1, "Thanks", "sec:thanks", ["unnumbered"]), reference("sec:thanks")))


def test_a_label_given_twice_is_an_error():
    """Nobody could say which of the two a reference means."""
    with pytest.raises(DocumentError, match="label fig:a: given twice"):
        resolve(document(figure("fig:a"), figure("fig:a")))


def test_a_table_that_is_none_is_an_error():
    """A division of class `table` without a table in it is a table that the reader did not recognise."""
    empty = {"t": "Div", "c": [["tbl:a", ["table"], []], [{"t": "Para", "c": [word("|Year|")]}]]}
    with pytest.raises(DocumentError, match="division tbl:a: no table in it"):
        resolve(document(empty))


def test_the_input_is_left_unchanged():
    """A document given to `resolve` can be given to it again."""
    given = document(heading(1, "Review", "sec:a"), figure("fig:a"), table("tbl:a"), reference("tbl:a"))
    before = copy.deepcopy(given)
    assert resolve(given) == resolve(given)
    assert given == before
