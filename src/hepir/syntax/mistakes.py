"""Lark's errors said as a person would: what was found, what could have stood there, what to type.

In: a `Situation`. Out: a diagnostic. Each recogniser knows one kind of mistake and is asked in turn.
"""

from __future__ import annotations

import re
import unicodedata

from hepir.diagnostics.core import Diagnostic, Edit
from hepir.diagnostics.nearest import nearest
from hepir.source import Span
from hepir.syntax import errors
from hepir.syntax.expectations import expected_words, fixed_words
from hepir.syntax.habits import INSIDE, LETTERS, STARTS, SYMBOLS, Habit
from hepir.syntax.situation import Situation, is_word
from hepir.syntax.statement_mistakes import statement_advice
from hepir.syntax.words import ALL_UNITS, BEGINNINGS, BLOCKS, FORMS, HOMES, RESERVED, STRING_OR_COMMENT, UNITS

LONGEST_SYMBOL = max(map(len, SYMBOLS))
UNIT_AND_POWER = re.compile(rf"({'|'.join(UNITS)})\*{{0,2}}([0-9]+)")
SUPERSCRIPTS = str.maketrans("\u00b2\u00b3", "23")
NUMBER_BEFORE = re.compile(r"(?:^|[^\w.])[0-9][0-9.eE+-]*[ \t]*$")
BRACKETS = {"(": ")", "[": "]", "|": "|"}
CLOSING = {"(": "RPAR", "[": "RSQB", "|": "VBAR"}
LONGEST_SHOWN = 40


def describe(here: Situation) -> Diagnostic:
    """The diagnostic for the place where the parser stopped."""
    for recognise in RECOGNISERS:
        found = recognise(here)
        if found is not None:
            return found
    form = FORMS.get(here.keyword)
    advice = f"`{here.keyword}` is written like `{form}`" if form else ""
    return unexpected(here, advice)


def unexpected(here: Situation, advice: str = "", edit: Edit | None = None) -> errors.UnexpectedText:
    """What was found and what could have stood there."""
    word = here.word if len(here.word) <= LONGEST_SHOWN else f"{here.word[:LONGEST_SHOWN]}..."
    return errors.UnexpectedText(here.span, f"`{word}`", expected_words(here.terminals), advice, edit)


# ---- numbers, texts and brackets ----


def malformed_number(here: Situation) -> Diagnostic | None:
    """Thousands with commas, points without digits on both sides."""
    start = here.start
    while start and here.text[start - 1] in "0123456789.":
        start -= 1
    written = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]*)(\.?)([0-9]*)").match(here.text, start)
    if written is None or (start and is_word(here.text[start - 1])) or here.word[:1] not in (",", ".", ""):
        return None
    place, number = Span(written.start(), written.end()), written.group()
    whole, point, fraction = written.groups()
    if "," in whole and "RSQB" not in here.terminals and "RPAR" not in here.terminals:
        right, advice = number.replace(",", ""), "numbers have no commas inside"
    elif point and bool(whole) != bool(fraction) and not here.text[place.end : place.end + 1].isalpha():
        right, advice = f"{whole or 0}.{fraction or 0}", "numbers have a digit on both sides of the point"
    else:
        return None
    return errors.UnexpectedText(
        place, f"`{number}`", ("a number",), f"{advice}: write `{right}`", Edit(place, right)
    )


def unterminated_text(here: Situation) -> Diagnostic | None:
    """A quote without its partner on the line, or of another shape."""
    line = here.rest
    if line.startswith('"') and not STRING_OR_COMMENT.match(line):
        return errors.UnterminatedText(Span(here.start, here.start + len(line)))
    quoted = re.match(
        r"['\u2018\u2019`\u201c\u201d\u201e\u00ab]([^\"'\u2019`\u201c\u201d\u00bb\\]*)['\u2019`\u201c\u201d\u00bb]",
        line,
    )
    if quoted:
        place = Span(here.start, here.start + quoted.end())
        found = f"`{quoted.group()}`" if quoted.end() <= LONGEST_SHOWN else f"`{line[0]}`"
        edit = Edit(place, f'"{quoted.group(1)}"')
        return errors.UnexpectedText(
            place, found, expected_words(here.terminals), 'texts stand in double quotes `"`', edit
        )
    return None


def unclosed_bracket(here: Situation) -> Diagnostic | None:
    """The statement ends while a bracket is open."""
    if not (here.at_end or begins_statement(here)):
        return None
    found = "the end of the program" if here.at_end else f"the next statement, `{here.word}`,"
    return bracket_left_open(here, found)


def bracket_left_open_inside(here: Situation) -> Diagnostic | None:
    """Something follows that cannot stand between brackets."""
    return bracket_left_open(here, f"`{here.word}`") if here.word else None


def bracket_left_open(here: Situation, found: str) -> Diagnostic | None:
    """The innermost open bracket, if it could be closed here."""
    opened = open_bracket(here.text, here.statement.start, here.before)
    if opened is None or CLOSING[here.text[opened]] not in here.terminals:
        return None
    symbol = here.text[opened]
    end = Span(max(here.before - 1, 0), here.before)
    return errors.UnclosedBracket(Span(opened, opened + 1), symbol, BRACKETS[symbol], end, found)


def open_bracket(text: str, start: int, end: int) -> int | None:
    """The last bracket between two offsets that has no partner there."""
    waiting: list[int] = []
    code = STRING_OR_COMMENT.sub(lambda match: " " * len(match.group()), text[start:end])
    for place, character in enumerate(code, start):
        opened = text[waiting[-1]] if waiting else ""
        if character and opened and character == BRACKETS[opened]:
            waiting.pop()
        elif character in BRACKETS:
            waiting.append(place)
    return waiting[-1] if waiting else None


# ---- statements ----


def begins_statement(here: Situation) -> bool:
    """Whether the word begins a statement."""
    return here.begins_line and here.word in BEGINNINGS


def unfinished_statement(here: Situation) -> Diagnostic | None:
    """The program ends, or the next statement begins, in the middle of a statement."""
    if not here.at_end and not (begins_statement(here) and not here.may_begin):
        return None
    found = "the end of the program" if here.at_end else f"the next statement, `{here.word}`,"
    if here.keyword:
        found += f" before `{here.keyword}` is complete"
    return errors.UnexpectedText(
        Span(max(here.before - 1, 0), here.before),
        found,
        expected_words(here.terminals),
        unfinished_advice(here),
    )


def unfinished_advice(here: Situation) -> str:
    """How to go on."""
    if (
        "ELSE" in here.terminals
        and "TIMES" in here.terminals
        and re.search(r"\bif\b", here.text[here.statement.end : here.before])
    ):
        return "say what holds otherwise: `VALUE if CONDITION else VALUE`"
    form = FORMS.get(here.keyword)
    return f"`{here.keyword}` is written like `{form}`" if form else ""


def misplaced_rule(here: Situation) -> Diagnostic | None:
    """A rule under a block that has no such rule, or under none."""
    if here.may_begin and here.word in HOMES:
        homes = HOMES[here.word]
        return errors.MisplacedRule(here.span, here.word, homes, FORMS[homes[0]])
    return None


def unknown_statement(here: Situation) -> Diagnostic | None:
    """A line that begins with a word that begins no statement."""
    if not (here.begins_line and here.may_begin):
        return None
    advice, edit = beginning_advice(here)
    if not advice:
        return None
    return errors.UnexpectedText(here.span, f"`{here.word}`", ("a statement",), advice, edit)


def beginning_advice(here: Situation) -> tuple[str, Edit | None]:
    """What a line begins with that does not begin as a statement does."""
    rest = here.rest[len(here.word) :]
    if here.word.startswith(("//", "/*")):
        return SYMBOLS[here.word[:2]].advice, Edit(
            Span(here.start, here.start + 2), "#"
        ) if here.word == "//" else None
    if re.match(r"\s*:?=[^=]", rest) and here.word.isidentifier():
        flush = here.start == here.line_start
        word = "let" if "LET" in here.terminals and not flush else "define"
        # Inside a region a `define` would end it, so a person has to move the line.
        edit = Edit(Span(here.start, here.start), f"{word} ") if flush or word == "let" else None
        return f"give something a name with `{word} {here.word} = ...`", edit
    habit = STARTS.get(here.word) or STARTS.get(here.word.lower())
    if habit:
        has_parameters = re.match(r"\s*\w*\s*\(", rest)
        return habit.advice, None if has_parameters else replacement(here, here.span, habit)
    if re.search(r"[<>]|==|!=", here.rest) and not re.match(r"\s+\w", rest):
        return "conditions begin with `select` or `reject`", None
    meant = nearest(here.word, BEGINNINGS, limit=2) if here.word.isidentifier() else ()
    meant = tuple(word for word in meant if word[0] == here.word[0]) or meant
    if meant:
        edit = Edit(here.span, meant[0]) if len(meant) == 1 else None
        return f"did you mean {errors.one_of(errors.quoted(meant))}?", edit
    if here.word.isidentifier():
        return (
            f"every statement begins with its keyword: {', '.join(f'`{word}`' for word in BLOCKS)}, ...",
            None,
        )
    return "", None


# ---- words ----


def reserved_word(here: Situation) -> Diagnostic | None:
    """A keyword where a name should stand."""
    if here.word not in RESERVED or "NAME" not in here.terminals:
        return None
    if here.word in BEGINNINGS:
        return errors.ReservedWord(here.span, here.word)
    return None


def unknown_unit(here: Situation) -> Diagnostic | None:
    """A word after a number that is no unit, or only begins like one."""
    start = here.start
    while start and (here.text[start - 1].isalpha() or here.text[start - 1] == "_"):
        start -= 1
    word = here.text[start : here.span.end]
    glued = start < here.start
    if glued and not is_word(here.word[:1]):
        return None
    if not re.fullmatch(r"/?[^\W\d]\w*(\*\*[0-9]+)?", word) or word in RESERVED or word in INSIDE:
        return None
    if not NUMBER_BEFORE.search(here.text[max(0, start - LONGEST_SHOWN) : start]):
        return None
    if not glued and "UNIT" not in here.terminals:
        return None
    return errors.UnknownUnit(Span(start, here.span.end), word, likely_units(word))


def likely_units(word: str) -> tuple[str, ...]:
    """Units that were perhaps meant; only one if there is no doubt."""
    power = UNIT_AND_POWER.fullmatch(word.translate(SUPERSCRIPTS))
    if power:
        return (f"{power[1]}^{power[2]}",)
    if word[:1] in "\u00b5\u03bc" and word[1:] == "m":
        return ("um",)
    same = tuple(unit for unit in ALL_UNITS if unit.casefold() == word.casefold())
    longer = tuple(unit for unit in UNITS if len(unit) > 2 and word.casefold().startswith(unit.casefold()))
    return same or longer or nearest(word, ALL_UNITS)


def foreign_symbol(here: Situation) -> Diagnostic | None:
    """A symbol of another language, or of print."""
    for back in (2, 1, 0):
        if back and back > here.start:
            continue
        start = here.start - back
        for length in range(LONGEST_SYMBOL, back, -1):
            symbol = here.text[start : start + length]
            if symbol in SYMBOLS and len(symbol) == length and (back == 0 or symbol in BEGUN):
                place = Span(start, start + length)
                return symbol_found(here, place, SYMBOLS[symbol])
    return letter(here) or odd_space(here)


BEGUN = frozenset(("**", ">>", "<<", "===", "<>", "//", "!=="))  # what may be read up to the last character


def symbol_found(here: Situation, place: Span, habit: Habit) -> Diagnostic:
    """The diagnostic for a symbol with its habit."""
    found = f"`{here.text[place.start : place.end]}`"
    edit = replacement(here, place, habit)
    return errors.UnexpectedText(place, found, expected_words(here.terminals), habit.advice, edit)


def replacement(here: Situation, place: Span, habit: Habit) -> Edit | None:
    """The edit of a habit, without a second space next to one that is there."""
    if habit.instead is None:
        return None
    instead = habit.instead
    if here.text[place.start - 1 : place.start].isspace():
        instead = instead.lstrip()
    if here.text[place.end : place.end + 1].isspace():
        instead = instead.rstrip()
    return Edit(place, instead)


def letter(here: Situation) -> Diagnostic | None:
    """A word with letters that names do not have, such as Greek ones."""
    if here.word.isascii() or not is_word(here.word[:1]):
        return None
    spelled = "".join(LETTERS.get(letter, letter) for letter in here.word)
    if spelled.isascii() and spelled.isidentifier():
        return unexpected(here, f"write `{spelled}`", Edit(here.span, spelled))
    return unexpected(here, "names are made of the letters A to Z and a to z, digits and `_`")


def odd_space(here: Situation) -> Diagnostic | None:
    """A space that is not a space."""
    character = here.text[here.start : here.start + 1]
    if not character or unicodedata.category(character) not in ("Zs", "Zl", "Zp", "Cf", "Cc"):
        return None
    name = unicodedata.name(character, "a control character").lower()
    place = Span(here.start, here.start + 1)
    found = f"an invisible character, {name} (U+{ord(character):04X})"
    return errors.UnexpectedText(place, found, (), "replace it by a space", Edit(place, " "))


def foreign_word(here: Situation) -> Diagnostic | None:
    """A word of another language, or a keyword spelled in another way."""
    habit = INSIDE.get(here.word)
    if habit and (habit.instead is None or habit.instead in fixed_words(here.terminals)):
        return unexpected(here, habit.advice, replacement(here, here.span, habit))
    if not here.word.isidentifier():
        return None
    meant = nearest(here.word, fixed_words(here.terminals), limit=1)
    if meant:
        edit = Edit(here.span, meant[0]) if meant[0] not in BEGINNINGS else None
        return unexpected(here, f"did you mean `{meant[0]}`?", edit)
    return None


def known_form(here: Situation) -> Diagnostic | None:
    """What is often written wrongly in this statement."""
    found = statement_advice(here)
    return unexpected(here, *found) if found else None


RECOGNISERS = (
    unterminated_text,
    malformed_number,
    unclosed_bracket,
    unfinished_statement,
    misplaced_rule,
    known_form,
    unknown_statement,
    reserved_word,
    unknown_unit,
    foreign_symbol,
    foreign_word,
    bracket_left_open_inside,
)
