"""The page in a real browser: stepping, accepting, editing, mending, filling, claiming, undoing, reloading, exporting."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from chromium import chromium
from review_desk import Desk

import hepir
from hepir.api import run_source
from hepir.demo.folder import write_sample
from hepir.extract.draft import Draft, Dropped, Evidence
from hepir.review.exporting import exported
from hepir.review.page import page_html
from hepir.review.saved import apply_saved
from hepir.source import Source

pytest.importorskip("selenium", reason="selenium is not installed")
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait

PATIENCE = 60


def wait(browser, condition):
    """Until a condition holds; elements may be replaced meanwhile."""

    def holds(_):
        try:
            return condition()
        except Exception:
            return None

    return WebDriverWait(browser, PATIENCE, poll_frequency=0.05).until(holds)


def one(browser, selector: str):
    return browser.find_element(By.CSS_SELECTOR, selector)


def press(browser, keys: str) -> None:
    for key in keys:
        one(browser, "body").send_keys(key)


def chosen(browser) -> str:
    return one(browser, '#list [aria-selected="true"] .code').text


def go_to(browser, text: str) -> None:
    """Choose the statement that has a text."""

    def clicked() -> bool:
        rows = browser.find_elements(By.CSS_SELECTOR, "#list li")
        next(row for row in rows if text in row.text).click()
        return text in chosen(browser)

    wait(browser, clicked)


def visit(browser, address: str) -> None:
    browser.get("about:blank")
    browser.get(address)
    wait(browser, lambda: one(browser, "#list li"))


def write(browser, text: str) -> None:
    """Replace the text of the editor, and wait for the checker."""
    area = wait(browser, lambda: one(browser, "#editor-text"))
    area.send_keys(Keys.CONTROL, "a")
    area.send_keys(text)


def actions(desk: Desk) -> list[tuple[str, str]]:
    return [(each["action"], each["statement"]) for each in map(json.loads, desk.lines())]


def test_a_whole_review(browser, desk: Desk, tmp_path: Path) -> None:
    visit(browser, desk.url)
    assert one(browser, "#progress-text").text.startswith("0/15 decided")
    # step through, with marks that are words and not only colours
    press(browser, "jj")
    assert chosen(browser).startswith("select pt > 18 GeV")
    detail = one(browser, "#detail").text
    for said in (
        "Muons must have pT above 18 GeV.",
        "grounded",
        "✓ in a quote",
        "3 of 5 drafts",
        "page 1, @s1: stands there",
    ):
        assert said in detail, detail
    assert [each.text for each in browser.find_elements(By.CSS_SELECTOR, ".sentence.mark")] == [
        "Muons are required to have pT > 18 GeV and |eta| < 1.44."
    ]
    press(browser, "kj")
    assert chosen(browser).startswith("select pt > 18 GeV")
    # accept
    press(browser, "a")
    wait(browser, lambda: len(desk.lines()) == 1)
    assert actions(desk)[0][0] == "accept"
    wait(browser, lambda: one(browser, "#progress-text").text.startswith("1/15"))
    assert chosen(browser).startswith("select |eta| < 1.44")
    # edit with an error, and mend it
    go_to(browser, "select pt > 40 GeV")
    assert "✕ in no quote" in one(browser, "#detail").text
    press(browser, "e")
    write(browser, "select pt > 30  @s2")
    wait(browser, lambda: "HEP0301" in one(browser, "#editor-problems").text)
    assert not one(browser, "#editor-save").is_enabled()
    one(browser, "#editor-problems .mend").click()
    wait(browser, lambda: one(browser, "#editor-save").is_enabled())
    assert one(browser, "#editor-text").get_attribute("value") == "select pt > 30 GeV  @s2"
    one(browser, "#editor-text").send_keys(Keys.CONTROL, Keys.ENTER)
    wait(browser, lambda: len(desk.lines()) == 2)
    wait(browser, lambda: "✎" in one(browser, '#list [aria-selected="true"]').text)
    # fill a hole: the question mark is chosen, so that what is typed stands in its place
    go_to(browser, "define ht = ?")
    press(browser, "e")
    wait(browser, lambda: "Fill the hole" in one(browser, "#editor").text)
    one(browser, "#editor-text").send_keys("sum(jets.pt)")
    wait(browser, lambda: one(browser, "#editor-save").is_enabled())
    one(browser, "#editor-save").click()
    wait(browser, lambda: "define ht = sum(jets.pt)" in one(browser, "#list").text)
    # claim a sentence, as the built-in reader suggests
    one(browser, '[data-filter="unclaimed"]').click()
    wait(browser, lambda: "300 GeV" in one(browser, "#list").text)
    rows = browser.find_elements(By.CSS_SELECTOR, "#list li")
    next(row for row in rows if "above 300 GeV" in row.text).click()
    press(browser, "e")
    wait(
        browser, lambda: one(browser, "#editor-text").get_attribute("value") == "select MET.pt > 300 GeV  @s4"
    )
    assert one(browser, "#editor-block").get_attribute("value") == "search"
    wait(browser, lambda: one(browser, "#editor-save").is_enabled())
    one(browser, "#editor-save").click()
    wait(browser, lambda: chosen(browser).startswith("select MET.pt > 300 GeV"))
    # a sentence that is selected in the publication
    one(browser, "#sentence-s5").click()
    wait(browser, lambda: one(browser, "#editor-text"))
    write(browser, "select leading(jets).pt > 100 GeV  @s5")
    wait(browser, lambda: one(browser, "#editor-save").is_enabled())
    one(browser, "#editor-save").click()
    wait(browser, lambda: chosen(browser).startswith("select leading(jets).pt > 100 GeV"))
    # reject, undo, reject
    go_to(browser, "reject size(electrons) >= 1")
    press(browser, "r")
    wait(browser, lambda: "size(electrons)" not in one(browser, "#list").text)
    press(browser, "u")
    wait(browser, lambda: "size(electrons)" in one(browser, "#list").text)
    go_to(browser, "reject size(electrons) >= 1")
    press(browser, "r")
    wait(browser, lambda: len(desk.lines()) == 8)
    wait(browser, lambda: "size(electrons)" not in one(browser, "#list").text)
    go_to(browser, "object electrons from Electron")
    press(browser, "r")
    wait(browser, lambda: len(desk.lines()) == 9)
    wait(browser, lambda: "object electrons" not in one(browser, "#list").text)
    # reload: all is there, and a link leads to its statement
    before = one(browser, "#progress-text").text
    visit(browser, f"{desk.url}#s5")
    assert one(browser, "#progress-text").text == before
    assert chosen(browser).startswith("select pt > 30 GeV")
    assert "object electrons" not in one(browser, "#list").text
    assert [each["message"] for each in browser.get_log("browser") if each["level"] == "SEVERE"] == []
    # export: it parses, checks and runs
    files = exported(desk.session)
    program = files["draft.hep"].decode()
    assert [each.name for each in hepir.check(program)] == ["unused-object"]  # ht
    assert [each.name for each in hepir.check(files["draft.gold.hep"].decode())] == ["unused-object"]
    assert "select leading(jets).pt > 100 GeV  @s5" in program
    table = files["draft.tex"].decode()
    assert r"\quad Muons must have pT above 18 GeV. & p. 1 & accepted \\" in table
    assert r"\textbf{object muons} &  & open \\" in table and r"\textbf{region search} &" in table
    assert files["draft.decisions.jsonl"].decode().count("\n") == 9
    write_sample(tmp_path)
    sample = [str(each) for each in tmp_path.glob("*.root")]
    result = run_source(Source("x.hep", program), sample, max_events=500)
    assert result.regions[0].steps[0].entries == 500


SELECT = """
const [node, from, to] = [document.getElementById(arguments[0]).firstChild, arguments[1], arguments[2]];
const range = document.createRange();
range.setStart(node, from); range.setEnd(node, to);
getSelection().removeAllRanges(); getSelection().addRange(range);
document.getElementById('pages').dispatchEvent(new MouseEvent('mouseup'));
"""


def value(browser, selector: str) -> str:
    return one(browser, selector).get_attribute("value")


def test_a_part_of_a_sentence_becomes_a_statement(browser, desk: Desk) -> None:
    visit(browser, desk.url)
    sentence = "Muons are required to have pT > 18 GeV and |eta| < 1.44."
    start = sentence.index("|eta|") + 2
    browser.execute_script(SELECT, "sentence-s1", start, len(sentence) - 3)
    wait(browser, lambda: one(browser, "#editor-quote"))
    assert value(browser, "#editor-quote") == "|eta| < 1.44"  # whole words
    assert value(browser, "#editor-block") == "muons"  # where the sentence is cited already
    assert value(browser, "#editor-text").endswith("@s1_2")
    write(browser, "reject |eta| > 1.44  @s1_2")
    # what is no part of the publication is told, and what is a whole quote of the program has its name
    area = one(browser, "#editor-quote")
    area.send_keys(Keys.CONTROL, "a")
    area.send_keys("|eta| < 1.45")
    wait(browser, lambda: "HEP0410" in one(browser, "#editor-problems").text)
    assert not one(browser, "#editor-save").is_enabled()
    area.send_keys(Keys.CONTROL, "a")
    area.send_keys(sentence)
    wait(browser, lambda: value(browser, "#editor-text") == "reject |eta| > 1.44  @s1")
    area.send_keys(Keys.CONTROL, "a")
    area.send_keys("|eta| < 1.44")
    wait(browser, lambda: one(browser, "#editor-save").is_enabled())
    area.send_keys(Keys.CONTROL, Keys.ENTER)
    wait(browser, lambda: chosen(browser).startswith("reject |eta| > 1.44 @s1_2"))
    assert 'source s1_2 = page 1 "|eta| < 1.44"' in str(desk.session.state()["program"])


def test_any_sentence_is_found_by_its_words(browser, desk: Desk) -> None:
    visit(browser, desk.url)
    press(browser, "/")
    one(browser, "#find").send_keys("leading jet", Keys.ENTER)
    wait(browser, lambda: len(browser.find_elements(By.CSS_SELECTOR, "#list li")) == 1)
    press(browser, "e")
    wait(browser, lambda: value(browser, "#editor-quote") == "The leading jet must have pT > 100 GeV.")
    one(browser, "#editor-text").send_keys(Keys.ESCAPE)
    wait(browser, lambda: not browser.find_elements(By.CSS_SELECTOR, "#editor"))
    press(browser, "/")
    one(browser, "#find").send_keys(Keys.ESCAPE)
    wait(browser, lambda: len(browser.find_elements(By.CSS_SELECTOR, "#list li")) > 10)


def offline(browser, yes: bool) -> None:
    browser.execute_cdp_cmd("Network.enable", {})
    speed = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    browser.execute_cdp_cmd("Network.emulateNetworkConditions", {"offline": yes, **speed})


def test_decisions_wait_while_the_server_does_not_answer(browser, desk: Desk) -> None:
    visit(browser, desk.url)
    offline(browser, True)
    go_to(browser, "select |eta| < 1.44")
    press(browser, "aa")
    wait(browser, lambda: "2 decisions are not saved yet" in one(browser, "#message").text)
    assert one(browser, "#progress-text").text == "2/15 decided, 1 error, 2 not saved yet"
    assert desk.lines() == []
    offline(browser, False)
    wait(browser, lambda: one(browser, "#progress-text").text == "2/15 decided, 1 error")
    wait(browser, lambda: one(browser, "#message").text == "")
    assert [each[0] for each in actions(desk)] == ["accept", "accept"]


def test_what_other_drafts_said_can_be_taken_over(
    browser, make_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    other = Dropped(
        "jets: select pt > 30 GeV",
        "in 2 of 5 drafts",
        (Evidence("s2", "Jets are required to have pT > 30 GeV.", 1),),
    )
    title = "A search with muons"
    record = tmp_path / "run.json"
    record.write_text(json.dumps({"form": 1, "draft": asdict(Draft(title, (), (other,)))}))
    desk = make_desk(record=record, schema="cms_nanoaod")
    visit(browser, desk.url)
    go_to(browser, "select pt > 40 GeV")
    detail = one(browser, "#detail").text
    assert "Other drafts say" in detail and "2/5" in detail
    assert "In the data\nimplicit" in detail  # NanoAOD has jets from 15 GeV on
    one(browser, "#detail .alternatives button").click()
    wait(browser, lambda: value(browser, "#editor-text") == "select pt > 30 GeV  @s2")
    wait(browser, lambda: one(browser, "#editor-save").is_enabled())
    one(browser, "#editor-text").send_keys(Keys.CONTROL, Keys.ENTER)
    wait(browser, lambda: chosen(browser).startswith("select pt > 30 GeV"))
    one(browser, '[data-filter="fewer"]').click()
    wait(browser, lambda: "≠ in few drafts" in one(browser, "#list").text)
    press(browser, "e")
    wait(browser, lambda: value(browser, "#editor-block") == "jets")


def test_two_tabs_lose_nothing(browser, desk: Desk) -> None:
    visit(browser, desk.url)
    first = browser.current_window_handle
    browser.switch_to.new_window("tab")
    second = browser.current_window_handle
    visit(browser, desk.url)
    go_to(browser, "select |eta| < 1.44")
    press(browser, "a")
    wait(browser, lambda: len(desk.lines()) == 1)
    # the other tab has not looked since, and decides about something else
    browser.switch_to.window(first)
    go_to(browser, "select pt > 7 GeV")
    press(browser, "a")
    wait(browser, lambda: len(desk.lines()) == 2)
    wait(browser, lambda: one(browser, "#progress-text").text.startswith("2/15"))
    # both edit one statement: the later is told, and nothing is overwritten
    go_to(browser, "select pt > 40 GeV")
    press(browser, "e")
    write(browser, "select pt > 35 GeV  @s2")
    browser.switch_to.window(second)
    wait(browser, lambda: one(browser, "#progress-text").text.startswith("2/15"))
    go_to(browser, "select pt > 40 GeV")
    press(browser, "e")
    write(browser, "select pt > 30 GeV  @s2")
    one(browser, "#editor-text").send_keys(Keys.CONTROL, Keys.ENTER)
    wait(browser, lambda: len(desk.lines()) == 3)
    browser.switch_to.window(first)
    one(browser, "#editor-text").send_keys(Keys.CONTROL, Keys.ENTER)
    wait(browser, lambda: "somebody else has changed" in one(browser, "#message").text)
    assert len(desk.lines()) == 3
    assert "35 GeV" in one(browser, "#editor-text").get_attribute("value")
    assert "pt > 30 GeV" in str(desk.session.state()["program"])
    browser.switch_to.window(second)
    browser.close()
    browser.switch_to.window(first)


def test_filters_focus_and_help(browser, desk: Desk) -> None:
    visit(browser, desk.url)
    counts = {
        each.get_attribute("data-filter"): each.text.rsplit(" ", 1)[1]
        for each in browser.find_elements(By.CSS_SELECTOR, "#filters button")
        if each.is_displayed()
    }
    assert counts == {
        "all": "16", "open": "15", "ungrounded": "3", "conflict": "0", "hole": "1", "assumed": "1", "delegated": "1",
        "error": "0", "unclaimed": "2", "rejected": "0",
    }  # fmt: skip
    one(browser, '[data-filter="hole"]').click()
    wait(browser, lambda: chosen(browser) == "define ht = ?")
    press(browser, "?")
    assert "next undecided" in one(browser, "#help").text
    one(browser, "#list").send_keys(Keys.TAB)
    focused = browser.execute_script("return document.activeElement.id || document.activeElement.tagName")
    assert focused == "detail"
    assert browser.execute_script("return matchMedia('print').matches") is False


def test_a_page_alone_keeps_decisions_to_be_applied(
    browser, make_session: Callable[..., object], tmp_path: Path
) -> None:
    session = make_session()
    page = tmp_path / "draft.review.html"
    page.write_text(page_html(session.whole(), served=False, pictures={}), encoding="utf-8")
    visit(browser, page.as_uri())
    go_to(browser, "select pt > 40 GeV")
    press(browser, "e")
    assert "knows the grammar only" in one(browser, "#unchecked").text
    write(browser, "select pt above 30 GeV  @s2")
    wait(browser, lambda: "found `above`, expected" in one(browser, "#editor-problems").text)
    assert not one(browser, "#editor-save").is_enabled()
    write(browser, "select pt > 30 GeV  @s2")
    one(browser, "#editor-text").send_keys(Keys.CONTROL, Keys.ENTER)
    wait(browser, lambda: "pt > 30 GeV" in one(browser, "#list").text)
    go_to(browser, "select |eta| < 1.44")
    press(browser, "a")
    # two parts of one sentence have quotes of two names
    sentence = "The leading jet must have pT > 100 GeV."
    for part, text in (
        ("The leading jet", "select size(jets) >= 1"),
        ("pT > 100 GeV", "select jets[0].pt > 100 GeV"),
    ):
        start = sentence.index(part)
        browser.execute_script(SELECT, "sentence-s5", start, start + len(part))
        wait(browser, lambda part=part: value(browser, "#editor-quote") == part)
        name = "s5" if part.startswith("The") else "s5_2"
        assert value(browser, "#editor-text").endswith(f"@{name}")
        Select(one(browser, "#editor-block")).select_by_value("search")
        write(browser, f"{text}  @{name}")
        one(browser, "#editor-text").send_keys(Keys.CONTROL, Keys.ENTER)
        wait(browser, lambda text=text: text in one(browser, "#list").text)
    visit(browser, page.as_uri())
    assert one(browser, "#progress-text").text.startswith("4/17")
    saved = browser.execute_script(
        "return Object.entries(localStorage).filter((each) => each[0].startsWith('hepir-review:'))[0][1]"
    )
    file = tmp_path / "saved.jsonl"
    file.write_text("".join(f"{json.dumps(each)}\n" for each in json.loads(saved)))
    assert apply_saved(session, file) == 4
    assert 'source s5_2 = page 1 "pT > 100 GeV"' in str(session.state()["program"])
    assert "pt > 30 GeV" in str(session.state()["program"])
    browser.execute_script("localStorage.clear()")


EVIL = '</script><script>window.evil = 1</script><img src=x onerror="window.evil = 2">\u202egnp.exe\u2066 "q\'uote'
EVIL_PROGRAM = """analysis "A {evil}"
  unresolved "{evil}"
source s1 = page 1 "Jets with {quote} are required to have pT > 30 GeV."
object jets from Jet
  select pt > 30 GeV  @s1  @assumed "{evil}"
region r
  select size(jets) >= 2  @assumed "{long}"
"""


@pytest.mark.parametrize("served", [True, False])
def test_what_looks_like_html_stays_text(
    browser, make_desk: Callable[..., Desk], tmp_path: Path, served: bool
) -> None:
    inside = EVIL.replace("\\", "").replace('"', "'").replace("\u202e", "").replace("\u2066", "")
    program = EVIL_PROGRAM.format(evil=inside, quote=inside, long="x" * 900)
    sentence = f"Jets with {inside} are required to have pT > 30 GeV."
    long = f"{'jets ' * 200_000}{EVIL}"
    last = f"Events with {EVIL} and pT > 20 GeV are selected."
    paper = "\n\n".join((f"# T {EVIL}", f"## Selection {EVIL}", sentence, long, last)) + "\n"
    desk = make_desk(program, paper)
    address = desk.url
    if not served:
        page = tmp_path / "draft.html"
        page.write_text(page_html(desk.session.whole(), served=False, pictures={}), encoding="utf-8")
        address = page.as_uri()
    visit(browser, address)
    press(browser, "jjj")
    assert browser.execute_script("return window.evil") is None
    assert browser.execute_script("return document.querySelectorAll('img').length") == 0
    text = one(browser, "body").text
    assert "window.evil = 1" in text
    assert not set(text) & set("\u202e\u2066")


@pytest.mark.parametrize(("size", "dark"), [((1500, 900), True), ((420, 800), False)])
def test_dark_and_narrow(desk: Desk, tmp_path: Path, size: tuple[int, int], dark: bool) -> None:
    with chromium(tmp_path / "profile", size, dark=dark) as found:
        visit(found, desk.url)
        background = found.execute_script("return getComputedStyle(document.body).backgroundColor")
        assert background == ("rgb(20, 23, 27)" if dark else "rgb(255, 255, 255)")
        shown = [each for each in found.find_elements(By.CSS_SELECTOR, ".pane") if each.is_displayed()]
        assert len(shown) == (3 if size[0] > 1000 else 1)
        assert found.execute_script("return document.documentElement.scrollWidth") <= size[0] + 100
        if size[0] < 1000:
            one(found, '[data-pane="detail"]').click()
            assert "Accept" in one(found, "#detail").text
