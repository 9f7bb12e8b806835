"""Time until the page of a large review is there, and that of a key, in a real Chromium.

In: how many pages and criteria. Out: a table on the standard output. The publication is made here: each page has sentences
that the criteria of a made program quote. Times are those of the browser's own clock: the first contentful paint, when the
list can be used, and from a key until the frame after its changes. On a machine with other work these are too long; beside
them stands the processor time that the page's main thread took for a key, with all that follows from it.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from hepir.review.page import page_html
from hepir.review.server import ReviewServer
from hepir.review.session import Session, open_session
from hepir.source import Source

ROOT = Path(__file__).resolve().parents[2]
FILLING = "The text of the publication goes on here, in words that select nothing, up to the end of the line"
KEY = """
const [key, done] = arguments; const start = performance.now();
document.body.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
requestAnimationFrame(() => setTimeout(() => done(performance.now() - start), 0));
"""


def paper(pages: int, a_page: int) -> tuple[bytes, list[tuple[int, str]]]:
    """A PDF, and the sentences to quote with their pages."""
    import pymupdf

    file, quotes = pymupdf.open(), []
    for number in range(1, pages + 1):
        page = file.new_page(width=612, height=792)
        for line in range(48):
            text = f"{FILLING} {line}."
            if line % (48 // a_page) == 0 and len(quotes) < number * a_page:
                limit = 20 + number * a_page + line
                text = f"Jets of sort {number}-{line} are required to have pT > {limit} GeV in this search."
                quotes.append((number, text))
            page.insert_text((60, 60 + 14.5 * line), text, fontsize=10, fontname="tiro")
    return bytes(file.tobytes()), quotes


def program(quotes: list[tuple[int, str]]) -> str:
    """A statement for each quote."""
    sources = [f'source q{place} = page {page} "{text}"' for place, (page, text) in enumerate(quotes)]
    rules = [
        f"  select pt > {text.split('> ')[1].split()[0]} GeV  @q{place}"
        for place, (_, text) in enumerate(quotes)
    ]
    return "\n".join(
        [*sources, "object jets from Jet", *rules, "region search", "  select size(jets) >= 1", ""]
    )


def processor_time(browser: object, key: str, count: int) -> dict[str, float]:
    """Milliseconds of the main thread a key, what follows from it included: all, scripts, styles and layout."""
    ask = browser.execute_cdp_cmd  # type: ignore[attr-defined]
    ask("Performance.enable", {"timeDomain": "threadTicks"})

    def now() -> dict[str, float]:
        return {each["name"]: each["value"] for each in ask("Performance.getMetrics", {})["metrics"]}

    before = now()
    for _ in range(count):
        browser.execute_async_script(KEY, key)  # type: ignore[attr-defined]
    time.sleep(1.0)  # answers of the server, and pages that came into view
    after = now()
    ask("Performance.disable", {})
    names = {
        "all": "TaskDuration",
        "script": "ScriptDuration",
        "layout": "LayoutDuration",
        "style": "RecalcStyleDuration",
    }
    return {what: 1000 * (after[name] - before[name]) / count for what, name in names.items()}


def measured(browser: object, address: str, keys: int) -> dict[str, float]:
    """Times in milliseconds."""
    browser.get("about:blank")  # type: ignore[attr-defined]
    start = time.perf_counter()
    browser.get(address)  # type: ignore[attr-defined]
    run = browser.execute_script  # type: ignore[attr-defined]
    while not run("return document.querySelectorAll('#list li').length"):
        time.sleep(0.005)
    ready = 1000 * (time.perf_counter() - start)
    time.sleep(1.5)
    paint = run(
        "return performance.getEntriesByName('first-contentful-paint').map((each) => each.startTime)[0] || 0"
    )
    found = [browser.execute_async_script(KEY, "j") for _ in range(keys)]  # type: ignore[attr-defined]
    busy = {
        f"key {key}, processor time of {what}": value
        for key in "ja"
        for what, value in processor_time(browser, key, 20).items()
    }
    accepts = [browser.execute_async_script(KEY, "a") for _ in range(min(keys, 20))]  # type: ignore[attr-defined]
    return {
        "first paint": paint,
        "list there": ready,
        "key j, median": statistics.median(found),
        "key j, worst": max(found),
        "key a, median": statistics.median(accepts),
        "key a, worst": max(accepts),
        **busy,
    }


def session_of(folder: Path, pages: int, criteria: int) -> Session:
    """A review of a made publication."""
    data, quotes = paper(pages, -(-criteria // pages))
    (folder / "paper.pdf").write_bytes(data)
    text = program(quotes[:criteria])
    (folder / "draft.hep").write_text(text)
    source = Source(str(folder / "draft.hep"), text)
    return open_session(source, "benchmark", log=folder / "log.jsonl", paper=folder / "paper.pdf")


def main() -> None:
    """Measure and print."""
    sys.path.insert(0, str(ROOT / "tests" / "support"))
    from chromium import chromium

    parser = argparse.ArgumentParser(prog="python -m benchmarks.review")
    parser.add_argument("--pages", type=int, default=65)
    parser.add_argument("--criteria", type=int, default=300)
    parser.add_argument("--keys", type=int, default=100)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = time.process_time()
        session = session_of(folder, arguments.pages, arguments.criteria)
        whole = session.whole()
        print(f"gathering: {time.process_time() - start:.1f} s of processor time")
        documents = {each.key: each for each in session.documents.values()}
        page = folder / "page.html"
        page.write_text(page_html(whole, served=False, pictures=documents))
        print(f"the page alone: {page.stat().st_size / 1e6:.1f} MB")
        server = ReviewServer(session)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with chromium(folder / "profile") as browser:
            session.whole()  # as `hepir review --serve` does before it says where the page is
            for what, address in (("alone", page.as_uri()), ("served", server.url)):
                for each, value in measured(browser, address, arguments.keys).items():
                    print(f"{what}: {each}: {value:.1f} ms")
        server.shutdown()


if __name__ == "__main__":
    main()
