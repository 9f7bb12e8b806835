"""`openai:` models behind a server.

In: an address and a name, then prompts and drivers. Out: transcripts. A server keeps no state: there is one request for each
segment, and its own cache of prefixes does the rest. Whatever it claims, each text is held against the grammar
here, so that nothing malformed passes. Where no grammar is kept to, there is one request for each answer, which whoever
asks checks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.nearest import nearest
from hepir.diagnostics.places import NOWHERE
from hepir.models.core import Driver, Finished, Identity, Progress, Sampling, Segment, Transcript
from hepir.models.errors import MalformedModel, ServerRefused, UnknownServedModel
from hepir.models.grammars import GrammarError, mistake, whole_part
from hepir.models.servers.asking import Answer, Refused, ask, request
from hepir.models.servers.client import Body, Client, Patience, key_for
from hepir.models.servers.mechanisms import Support
from hepir.models.servers.probing import probe
from hepir.models.servers.together import together

EXPECTED = "openai:http://HOST:PORT/v1#NAME"
TRIES = 3
TOGETHER = 8
ASSUMED_CONTEXT = 8192
BYTES_A_TOKEN = 2.5
"""Few enough for prose with numbers: counts are upper bounds."""


def open_server(text: str, patience: Patience | None = None) -> ServerModel:
    """The model of `URL#NAME`, after finding out what the server can do. Raises HepirError (HEP0954, HEP0960 to HEP0962)."""
    address, _, name = text.partition("#")
    if not name or urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname:
        raise HepirError((MalformedModel(NOWHERE, f"openai:{text}", EXPECTED),))
    client = Client(address, patience or Patience(), key_for(address))
    context = _context(client, name)
    return ServerModel(client, name, probe(client, name), context)


class ServerModel:
    """A model that a server runs."""

    def __init__(self, client: Client, name: str, support: Support, context: int | None) -> None:
        self.client, self.name, self.support = client, name, support
        self.context = context or ASSUMED_CONTEXT
        facts = {"address": client.shown, "context": str(context or f"{ASSUMED_CONTEXT} (assumed)")}
        if support.tried:
            facts["tried"] = support.tried
        if client.refused:
            facts["refused"] = ", ".join(sorted(client.refused))
        self.identity = Identity("openai", name, "", support.found, facts, support.mechanism.constrained)

    def count(self, text: str) -> int:
        """An upper bound, as the server's tokenizer is unknown."""
        return -int(-len(text.encode("utf-8", errors="surrogatepass")) // BYTES_A_TOKEN)

    def generate(
        self,
        prompt: str,
        drivers: Sequence[Callable[[], Driver]],
        sampling: Sampling,
        progress: Progress | None = None,
    ) -> tuple[Transcript, ...]:
        """One text for each driver, up to eight at a time. Raises HepirError (HEP0960 to HEP0962) where the server fails
        before any text has a segment; other failures are the ends of their texts."""
        failures: list[HepirError] = []

        def written(index: int) -> Transcript:
            own = replace(sampling, seed=sampling.seed + TRIES * index)
            text = Text(self, prompt, own, index, progress)
            try:
                return text.write(drivers[index]())
            except HepirError as error:
                failures.append(error)
                return Transcript(tuple(text.segments), "failure", error.diagnostics[0].message)

        texts = together(len(drivers), written, TOGETHER)
        if failures and not any(each.segments for each in texts):
            raise failures[0]
        return texts


class Text:
    """One text while it is written."""

    def __init__(
        self, model: ServerModel, prompt: str, sampling: Sampling, index: int, progress: Progress | None
    ) -> None:
        self.model, self.prompt, self.sampling = model, prompt, sampling
        self.index, self.progress = index, progress
        self.segments: list[tuple[Segment, Finished]] = []
        self.tokens = 0

    def write(self, driver: Driver) -> Transcript:
        """Asks for segment after segment. A segment that is cut is told to the driver, which may go on. Raises HepirError
        where the server fails; what was written until then is in `segments`."""
        try:
            segment = next(driver)
            while True:
                finished = self._segment(segment)
                self.segments.append((segment, finished))
                if self.progress:
                    self.progress(self.index, self.tokens, finished.text)
                following = driver.send(finished)
                if finished.cut in ("end", "length"):
                    driver.close()
                    return Transcript(tuple(self.segments), finished.cut)  # type: ignore[arg-type]
                segment = following
        except StopIteration:
            return self._ended()
        except HepirError:
            driver.close()
            raise

    def _ended(self) -> Transcript:
        """The driver wants no more: for its own reasons, or for what was cut last."""
        cut = self.segments[-1][1].cut if self.segments else None
        ended = "driver" if cut is None else cut.partition(":")[0]
        message = cut.partition(": ")[2] if cut else ""
        return Transcript(tuple(self.segments), "failure" if ended == "error" else ended, message)  # type: ignore[arg-type]

    def _segment(self, segment: Segment) -> Finished:
        """Asks until the text is legal, a bounded number of times; for an answer of its own, once."""
        if segment.schema is not None:
            answer = self._asked(segment, ())
            self.tokens += answer.tokens
            return Finished(answer.text, answer.tokens, answer.log_probability)
        refused: list[Refused] = []
        spent = 0
        while len(refused) < TRIES:
            if self.tokens >= self.sampling.maximum:
                return Finished("", spent, cut="length")
            answer = self._asked(segment, refused)
            self.tokens, spent = self.tokens + answer.tokens, spent + answer.tokens
            try:
                finished, reason = self._judged(segment, answer)
            except GrammarError as error:
                return Finished(answer.text, spent, cut=f"error: {error}")
            if finished is not None:
                return finished
            refused.append(Refused(answer.text, reason))
        last = refused[-1]
        return Finished(last.text, spent, cut="budget" if last.reason == LONG else f"error: {last.reason}")

    def _asked(self, segment: Segment, refused: Sequence[Refused]) -> Answer:
        model = self.model
        written = "".join(finished.text for _, finished in self.segments if finished.cut is None)
        # answers that were no use are asked for again, with other random numbers
        seed = self.sampling.seed + (len(self.segments) if segment.schema is not None else 0)
        sampling = replace(self.sampling, seed=seed)
        body = request(model.name, model.support, self.prompt, written, segment, sampling, refused)
        return ask(model.client, body, self._told if self.progress else None)

    def _told(self, text: str, tokens: int) -> None:
        """Tells of a segment while it is written."""
        if self.progress:
            self.progress(self.index, self.tokens + tokens, text)

    def _judged(self, segment: Segment, answer: Answer) -> tuple[Finished | None, str]:
        """The segment, or what is wrong with the answer."""
        if segment.may_end and not answer.text.strip() and answer.whole:
            return Finished("", answer.tokens, answer.log_probability, cut="end"), ""
        if (part := whole_part(segment.grammar, answer.text)) is not None:
            return Finished(part, answer.tokens, answer.log_probability), ""
        if not answer.whole:
            return None, LONG
        return None, mistake(segment.grammar, answer.text) or "it is not whole"


LONG = "it is longer than the limit"


def _context(client: Client, name: str) -> int | None:
    """The context that the server tells for this model. Raises HepirError where it has other models only."""
    try:
        document = client.get("/models")
    except HepirError as error:
        (diagnostic, *_) = error.diagnostics
        if isinstance(diagnostic, ServerRefused) and diagnostic.status not in (401, 403):
            return None  # no list of models; the probe will tell whether there is this one
        raise
    models = _models(document)
    # Ollama lists a model as `NAME:latest` that is asked for as `NAME`
    listed = next((each for each in (name, f"{name}:latest") if each in models), None)
    if models and listed is None:
        known = tuple(sorted(models))
        raise HepirError((UnknownServedModel(NOWHERE, client.shown, name, known, nearest(name, known)),))
    return models[listed] if listed is not None else None


def _models(document: Body) -> dict[str, int | None]:
    listed = document.get("data")
    entries = [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []
    return {
        str(entry["id"]): length if isinstance(length := entry.get("max_model_len"), int) else None
        for entry in entries
        if "id" in entry
    }
