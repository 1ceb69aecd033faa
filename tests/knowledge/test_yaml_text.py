"""YAML is read as plain text, within bounds, and what is wrong is said so that anybody can mend it."""

from __future__ import annotations

from textwrap import dedent

import pytest
import yaml

from bot.knowledge.raw_text import MAX_BYTES, Place
from bot.knowledge.yaml_build import MAX_ALIASES, MAX_DEPTH, MAX_NODES, Builder
from bot.knowledge.yaml_nodes import UnreadableError
from bot.knowledge.yaml_text import YamlText, read_yaml


def read(text: str) -> YamlText:
    """Read an indented test text."""
    return read_yaml(dedent(text).encode())


def said(text: str) -> list[str]:
    """The mistakes of a text as `line:column message`."""
    return [f"{one.place.line}:{one.place.column} {one.message}" for one in read(text).mistakes]


def only(text: str) -> str:
    """The one mistake of a text."""
    found = said(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    "word", ["24", "no", "No", "1899", "12:30", "~", "null", "true", "0x1F", "2022-09-08", "1_000", "=", ".5"]
)
def test_scalars_stay_what_was_typed(word: str) -> None:
    """No word, number or date of YAML's own is read as anything but its text."""
    result = read(f"title: {word}\nlist: [{word}]\n")
    assert result.mistakes == ()
    assert result.data == {"title": word, "list": [word]}


def test_long_texts_keep_their_words() -> None:
    """Folded, literal, quoted and continued texts are read as YAML means them."""
    result = read(
        """\
        folded: >-
          one
          two
        literal: |
          one
          two
        plain: one
          two
        quoted: "one: \\"two\\" # three"
        single: 'it''s'
        """
    )
    assert result.mistakes == ()
    assert result.data == {
        "folded": "one two",
        "literal": "one\ntwo\n",
        "plain": "one two",
        "quoted": 'one: "two" # three',
        "single": "it's",
    }


def test_keys_and_items_have_places() -> None:
    """Every key and list item can be found again by line and column, past accents and quotes."""
    result = read("é: {x: ü, y: [a,\n  b]}\nlist:\n  - p\n  - q: r\n")
    assert result.place(("é",)) == Place(1, 1)
    assert result.place(("é", "y")) == Place(1, 11)
    assert result.place(("é", "y", 1)) == Place(2, 3)
    assert result.place(("list", 1, "q")) == Place(5, 5)
    assert result.place(("list", 1, "gone")) == Place(5, 5)
    assert result.place(("gone",)) == Place(1, 1)


def test_windows_files_are_fine() -> None:
    """A byte order mark of UTF-8 and Windows line ends do no harm."""
    result = read_yaml("\ufefftitle: Ä\r\nother: b\r\n".encode())
    assert result.mistakes == ()
    assert result.data == {"title": "Ä", "other": "b"}
    assert result.place(("other",)) == Place(2, 1)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n"])
def test_an_empty_file_is_said_to_be_empty(text: str) -> None:
    """A file with nothing in it is told how a file begins."""
    result = read(text)
    assert result.data is None
    assert "is empty" in result.mistakes[0].message
    assert "`format: 1`" in result.mistakes[0].message


@pytest.mark.parametrize("text", ["hello", "- a\n- b\n", "[a, b]"])
def test_a_file_is_keys_at_the_top(text: str) -> None:
    """A file that is a text or a list as a whole is told to start with a key."""
    assert "must start with a key and a colon" in only(text)


def test_an_empty_value_reads_as_missing() -> None:
    """A key without a value is left out, and its editor is told to fill or delete it."""
    result = read("title:\nlist:\n  -\n  - a\nquoted: ''\n")
    assert result.data == {"list": ["a"], "quoted": ""}
    assert result.usable
    assert said("title:\nlist:\n  -\n  - a\n") == [
        "1:1 is empty: write a value after the colon, or delete the line",
        "3:4 is empty: write a value after the dash, or delete the line",
    ]


def test_a_colour_without_quotes_is_explained() -> None:
    """A value that YAML takes for a comment is told about quotes, not that it is empty."""
    assert only("accent: #1B6CA8\n") == (
        '1:1 is empty, as YAML skips what follows `#`: put quotes around it: "#1B6CA8"'
    )


def test_a_text_cut_off_by_a_hash_is_a_warning() -> None:
    """A text that goes on after ` #` is read without that, and pointed out; a comment is left alone."""
    result = read("text: We are #1 today\nother: x  # why\n")
    assert result.usable
    assert [one.severity for one in result.mistakes] == ["warning"]
    assert '"We are #1 today"' in result.mistakes[0].message


def test_a_key_written_twice_names_both_lines() -> None:
    """Of two equal keys in one place the second is refused, with the line of the first."""
    result = read("cast:\n  a: {x: y}\ntitle: A\ncast:\n  b: {x: y}\n")
    assert not result.usable
    assert said("cast:\n  a: {x: y}\ntitle: A\ncast:\n  b: {x: y}\n") == [
        "4:1 stands here a second time; the first is on line 1: keep one of the two"
    ]
    assert result.data == {"cast": {"a": {"x": "y"}, "b": {"x": "y"}}, "title": "A"}


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("title: Foo: bar\n", 'put quotes around the text: "Foo: bar"'),
        ('title: Say "hi": it\'s me\n', 'put quotes around the text: "Say \\"hi\\": it\'s me"'),
        ("title: @everyone\n", 'put quotes around the text: "@everyone"'),
        ("title: `code`\n", 'put quotes around the text: "`code`"'),
        ("title: *bold* move\n", 'put quotes around the text: "*bold* move"'),
        ("title: %20\n", 'put quotes around the text: "%20"'),
        ("title: ? what\n", 'put quotes around the text: "? what"'),
        ('title: "Foo" bar\n', "write it as '\"Foo\" bar'"),
        ("title: 'it's'\n", 'write it as "it\'s"'),
        ("title: ]\n", 'put quotes around the text: "]"'),
        ("title: !important news\n", 'as in "!important news"'),
        ("title: !!python/object:os.system x\n", 'as in "!!python/object:os.system x"'),
        ("title: !!str 24\n", 'as in "!!str 24"'),
        ("title: *nobody\n", 'as in "*nobody"'),
        ("title: | text\n", 'put quotes around the text: "| text"'),
        ("- a\nb: c\n", "start it with a dash"),
        ("a: - b\n", "start the list on the next line"),
        ("a: b\n- c\n", "indent it under the key that it belongs to"),
        ("a: [b\nc: d\n", "add ]"),
        ("a: {b: c\n", "add }"),
        ("a: b\n  c: d\n", "give both the same indentation"),
        ("a:\n  b: c\n d: e\n", "is indented by 1 space, like no line above it"),
        (" a: b\nc: d\n", "does not line up with the first key"),
        ("a: b\nc\nd: e\n", "write `key: value`"),
        ("c: d\na:b\ne: f\n", "needs a space after the colon: `a: b`"),
        ("a:b\nc: d\n", "needs a space after the colon: `a: b`"),
        ('a: "b\nc: d\n', 'add " at the end of the text'),
        ("a: 'b\nc: d\n", "add ' at the end of the text"),
        ('a: "C:\\q"\n', "put single quotes"),
        ("a: b\n---\nc: d\n", "delete this line `---`"),
        ("? [a]\n: b\n", "put quotes around the text before the colon"),
        ("{a: b}: c\n", "put quotes around the text before the colon"),
        ("a: &x b\n*x : c\n", "starts with `*`"),
        ("base: &b {x: y}\nc:\n  <<: *b\n", "write the lines out"),
        ('a: "x\\0y"\n', "write the text itself"),
        ("a: &a [*a]\n", "starts with `*`"),
    ],
)
def test_slips_are_explained(text: str, advice: str) -> None:
    """Each usual slip gets the advice that mends it, and the file is not taken as it is."""
    result = read(text)
    assert any(advice in one.message for one in result.mistakes), result.mistakes
    assert not result.usable


def test_the_place_of_a_slip_is_the_text_itself() -> None:
    """A slip inside a record is placed on its line and column, and under its keys."""
    result = read("cast:\n  jane:\n    name: Foo: bar\n")
    assert [(one.place, one.path) for one in result.mistakes] == [(Place(3, 11), ("cast", "jane", "name"))]


def test_many_slips_are_named_at_once() -> None:
    """After a slip that can be understood, reading goes on, so that all are named in one go."""
    found = said("a: b: c\nd: @e\nf: \"g\nh: 'i's'\nj:k\nl: m: n\n")
    assert [line.split(":")[0] for line in found] == ["1", "2", "3", "4", "5", "6"]


def test_a_quote_left_open_is_found_where_it_opens() -> None:
    """A quote without its end is named on its own line, though the parser stumbles much later."""
    found = said('a: "open\nb: x\nc: "other"\nd: y: z\n')
    assert [line.split(":")[0] for line in found] == ["1", "4"]
    assert 'add " at the end' in found[0]


def test_each_line_is_named_once() -> None:
    """A line that cannot be understood even after a repair is not named over and over."""
    for line in ("a: 'b' c 'd: e", 'a: "b" "c', "a: [b: @c", 'a: "\\q" x', "a: 'x' 'y' 'z'", "- a: - b: @c"):
        found = said(f"{line}\nz: y\n")
        lines = [one.split(":")[0] for one in found]
        assert len(lines) == len(set(lines)), found


def test_an_oddity_does_not_stand_in_for_the_mistake() -> None:
    """A file that is no mapping says so, even when something else about it is only odd."""
    assert [one.severity for one in read("hello #1\n").mistakes] == ["error", "warning"]


def test_mending_what_is_advised_mends_the_file() -> None:
    """The text between quotes that is advised can be read, and as the text that was meant."""
    for meant in ("Foo: bar", "@everyone", "*bold* move", 'Say "hi": it\'s me', "`x`: \\o/"):
        advice = only(f"title: {meant}\n")
        fixed = advice[advice.rindex("quotes around the text: ") + 24 :]
        assert read(f"title: {fixed}\n").data == {"title": meant}


def test_tabs_are_named_together() -> None:
    """Indentation with tabs is one mistake that counts its lines, and the rest is checked as well."""
    found = said("a:\n\tb: c\n\td: @e\n")
    assert found[0] == "2:1 is indented with a tab: use two spaces for each level; 1 more line is"
    assert "@e" in found[1]


@pytest.mark.parametrize(
    ("raw", "advice"),
    [
        (b"title: caf\xe9\n", "1:11 holds a letter that is not saved as UTF-8"),
        (b"a: b\n\xff\xfe: c\n", "2:1 holds a letter that is not saved as UTF-8"),
        ("title: x\n".encode("utf-16"), "1:1 is saved as UTF-16"),
        (b"a: b\nc: d\x00e\n", "2:5 holds an invisible character (U+0000)"),
        (b"a: b\x1b[31m\n", "1:5 holds an invisible character (U+001B)"),
        ("a: b\u2028c\n".encode(), "1:5 holds an invisible character (U+2028)"),
        ("a: b\ufeffc\n".encode(), "1:5 holds an invisible character (U+FEFF)"),
        (b"\x00" * 100 + b"\n\x01" * 100, "is this a knowledge file?"),
    ],
)
def test_bytes_that_are_not_text_are_named(raw: bytes, advice: str) -> None:
    """What is not text is named with its line and column, never decoded to something else in silence."""
    result = read_yaml(raw)
    assert not result.usable
    one = result.mistakes[0]
    assert advice in f"{one.place.line}:{one.place.column} {one.message}"


def test_a_file_has_a_largest_size() -> None:
    """A file of 131,072 bytes is read; one byte more is refused with both numbers."""
    filling = b"a: " + b"x" * (MAX_BYTES - 3)
    assert read_yaml(filling).usable
    result = read_yaml(filling + b"x")
    assert result.data is None
    assert "is 131,073 bytes long; at most 131,072 are read" in result.mistakes[0].message


def test_nesting_is_refused_before_anything_is_built() -> None:
    """Sixty thousand brackets are a few sentences, at once, where a loader of nodes crashes or takes long."""
    for bracket in ("[", "{", "- ", "? ", "[{a: "):
        result = read_yaml(b"a: " + bracket.encode() * (60_000 // len(bracket)))
        assert not result.usable
        assert len(result.mistakes) <= MAX_DEPTH
    assert "nested more than 20 levels deep" in only("a: " + "[" * 60_000)


def test_a_hundred_thousand_brackets_do_no_harm_either() -> None:
    """The bound on nesting holds by itself, without the bound on bytes before it."""
    text = "[" * 100_000
    with pytest.raises(UnreadableError, match="levels deep"):
        Builder([text]).build(yaml.parse(text, Loader=yaml.CBaseLoader))


def test_nesting_up_to_the_bound_is_fine() -> None:
    """Twenty levels are read, and one more is refused."""
    deepest = "a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)
    assert read(deepest).usable
    assert "levels deep" in only("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH)


def test_aliases_cannot_build_nesting() -> None:
    """Levels that come together through aliases count like written ones."""
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 30)]
    assert "levels deep" in only("\n".join(lines))


def test_a_billion_laughs_are_refused() -> None:
    """Aliases of aliases are counted as what they stand for, and refused before they are written out."""
    lines = ["a0: &a0 [" + ", ".join("x" * 9) + "]"]
    lines += [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 9) + "]" for n in range(1, 10)]
    assert f"more than {MAX_NODES:,} entries" in only("\n".join(lines))


def test_aliases_are_counted() -> None:
    """A hundred aliases are read, and one more is refused."""
    good = "a: &a x\nb: [" + ", ".join(["*a"] * MAX_ALIASES) + "]"
    result = read(good)
    assert result.usable
    assert result.data == {"a": "x", "b": ["x"] * MAX_ALIASES}
    assert "alias number 101" in only(good[:-1] + ", *a]")


def test_aliases_are_copies() -> None:
    """What an alias stands for is read anew in each place, so that nothing is shared."""
    data = read("a: &a {x: [y]}\nb: *a\n").data
    assert data == {"a": {"x": ["y"]}, "b": {"x": ["y"]}}
    assert data["a"] is not data["b"]
