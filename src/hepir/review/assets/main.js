// What the page does when it opens, and what keys do.

const KEYS = [["j", "next"], ["k", "previous"], ["a", "accept"], ["r", "reject"], ["e", "edit, fill, or make a statement"], ["u", "undo"], ["n", "next undecided"], ["/", "find a sentence"], ["+ −", "larger, smaller pages"], ["?", "this help"]];

const CALM = 8000; // until then pages come first

function showAll() {
  showFilters();
  showList();
  showProgress();
  if (!editing) { showDetail(); later(); }
}

function showPane(name) {
  document.querySelectorAll(".pane").forEach((each) => each.classList.toggle("shown", each.id === name));
  document.querySelectorAll(".switch button").forEach((each) => each.setAttribute("aria-pressed", String(each.dataset.pane === name)));
  if (name === "paper") highlight(current());
}

function nextUndecided() {
  const place = shownItems.findIndex((each) => each.id === chosen);
  const order = [...shownItems.slice(place + 1), ...shownItems.slice(0, place + 1)];
  const next = order.find((each) => isAsked(each) && !isDecided(each));
  if (next) choose(next.id);
}

function toggleHelp() {
  const help = byId("help");
  help.hidden = !help.hidden;
  byId("help-button").setAttribute("aria-expanded", String(!help.hidden));
}

const ACTIONS = {
  j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1),
  a: () => current() && accept(current()), r: () => current() && reject(current()), e: () => current() && edit(current()),
  u: undo, n: nextUndecided, "/": () => byId("find").focus(), "+": () => setZoom(zoom * 1.2), "-": () => setZoom(zoom / 1.2), "?": toggleHelp,
};

function pressed(event) {
  if (event.target.id === "find" && ["Enter", "Escape"].includes(event.key)) { event.preventDefault(); if (event.key === "Escape") find(""); byId("list").focus(); return; }
  const writing = ["TEXTAREA", "SELECT", "INPUT"].includes(event.target.tagName);
  if (event.key === "Escape") { closeEditor(); tell(""); byId("list").focus(); return; }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && editing) { event.preventDefault(); saveEditor(); return; }
  if (writing || event.ctrlKey || event.metaKey || event.altKey || !ACTIONS[event.key]) return;
  if (event.key.startsWith("Arrow") && event.target.id === "pages") return;
  event.preventDefault();
  ACTIONS[event.key]();
}

function openLink() {
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (!wanted) return;
  if (state.sentences.some((each) => each.id === wanted) && !itemsOf(filter).some((each) => each.id === wanted)) filter = "unclaimed";
  showAll();
  if (shownItems.some((each) => each.id === wanted)) choose(wanted);
}

function find(text) {
  const leaving = !text.trim() && filter === "found";
  wanted = text.trim();
  if (byId("find").value !== text) byId("find").value = text;
  if (leaving) setFilter("all"); else if (wanted) setFilter("found");
}

function start() {
  makeFilters();
  byId("find").addEventListener("input", (event) => find(event.target.value));
  byId("find").closest("label").hidden = !data.every.length;
  byId("smaller").addEventListener("click", () => setZoom(zoom / 1.2));
  byId("larger").addEventListener("click", () => setZoom(zoom * 1.2));
  byId("pages").addEventListener("mouseup", () => window.setTimeout(selected, 0));
  byId("title").textContent = visible(`Review of ${data.name}`);
  byId("document").replaceChildren(...data.documents.map((each) => make("option", { value: each.key }, visible(each.title, 70))));
  byId("document").addEventListener("change", (event) => { showDocument(event.target.value); });
  byId("section").addEventListener("change", (event) => goToSection(Number(event.target.value)));
  byId("undo").addEventListener("click", undo);
  byId("help-button").addEventListener("click", toggleHelp);
  byId("save").addEventListener("click", saveDecisions);
  byId("save").hidden = data.served;
  byId("help").append(make("dl", {}, KEYS.map(([key, what]) => make("div", {}, make("dt", {}, make("kbd", {}, key), " "), make("dd", {}, what)))));
  document.querySelectorAll(".switch button").forEach((each) => each.addEventListener("click", () => showPane(each.dataset.pane)));
  document.addEventListener("keydown", pressed);
  window.addEventListener("hashchange", openLink);
  if (!data.documents.length) byId("pages").append(make("p", { class: "hint" }, "No publication was given: hepir review PROGRAM --paper FILE shows it here."));
  showPane("criteria");
  showDocument("d0");
  if (!data.served) restore();
  showAll();
  openLink();
  byId("list").focus();
  if (data.served) { window.setTimeout(follow, POLL); window.setTimeout(askSuggestions, CALM); window.addEventListener("beforeunload", (event) => { if (unsaved.length) event.preventDefault(); }); }
}

start();
