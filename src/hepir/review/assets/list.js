// The list of criteria or sentences, its filters, and the progress.

// Buttons are made once: who is at one stays there while numbers change.
function makeFilters() {
  byId("filters").replaceChildren(...FILTERS.map(([name]) => make("button", { type: "button", "data-filter": name, onclick: () => setFilter(name) })));
}

function showFilters() {
  for (const [name, word] of FILTERS) {
    const button = byId("filters").querySelector(`[data-filter="${name}"]`);
    const count = itemsOf(name).length;
    const text = `${word} ${count}`;
    if (button.textContent !== text) button.textContent = text;
    button.classList.toggle("none", count === 0);
    setAttribute(button, "aria-pressed", String(name === filter));
    button.hidden = (name === "fewer" && !data.alternatives.length) || (name === "found" && !wanted);
  }
}

function setFilter(name) {
  filter = name;
  if (["unclaimed", "found"].includes(name)) askSuggestions();
  showAll();
}

function showList() {
  shownItems = itemsOf(filter);
  if (!shownItems.some((each) => each.id === chosen)) chosen = shownItems.length ? shownItems[0].id : "";
  const list = byId("list");
  const old = new Map([...list.children].map((each) => [each.id, each]));
  let next = list.firstElementChild;
  for (const item of shownItems) {
    const own = old.get(`item-${item.id}`);
    const element = own && own.looks === looks(item) ? own : row(item);
    if (element === next) next = next.nextElementSibling;
    else list.insertBefore(element, next);
    if (own && element !== own) { if (own === next) next = next.nextElementSibling; own.remove(); }
    old.delete(`item-${item.id}`);
    setAttribute(element, "aria-selected", String(item.id === chosen));
  }
  old.forEach((each) => each.remove());
}

// All that a row shows: rows that look the same stay as they are.
function looks(item) {
  return JSON.stringify([item.text, item.decision || "", item.states, item.votes || 0, item.header || false, item.block || ""]);
}

function row(item) {
  const decision = item.decision;
  const element = make("li", {
    id: `item-${item.id}`, role: "option", class: `${kindOf(item)}${decision === "reject" ? " rejected" : ""}`,
    "aria-selected": String(item.id === chosen), onclick: () => choose(item.id),
  },
  make("span", { class: `state ${decision || ""}`, "aria-label": decision ? STATES[decision][1] : "undecided" }, decision ? STATES[decision][0] : ""),
  item.type === "sentence" ? make("span", { class: "prose" }, make("span", { class: "section" }, `${item.sentence} `), visible(item.text, 400))
    : make("span", { class: "code" }, visible(item.type === "alternative" && item.block ? `${item.block}: ${item.text}` : item.text, 400)),
  make("span", { class: "marks" }, item.states.map(tag), item.votes ? make("span", { class: "state", title: `in ${item.votes[0]} of ${item.votes[1]} drafts` }, `${item.votes[0]}/${item.votes[1]}`) : null));
  element.looks = looks(item);
  return element;
}

function kindOf(item) {
  if (item.header) return "header";
  return item.type === "statement" && item.block ? "rule" : "";
}

// Another choice changes two rows, the marks and the detail: the list stays as it is.
function choose(id) {
  const before = byId(`item-${chosen}`);
  if (before) before.setAttribute("aria-selected", "false");
  chosen = id;
  marked = "";
  const now = byId(`item-${id}`);
  if (now) {
    now.setAttribute("aria-selected", "true");
    now.scrollIntoView({ block: "nearest" });
    byId("list").setAttribute("aria-activedescendant", now.id);
  }
  closeEditor();
  showDetail();
  later();
}

// What can wait until the row and its detail are on the screen: marks in the publication, and the address.
let waitingToMark = 0;

function later() {
  window.cancelAnimationFrame(waitingToMark);
  waitingToMark = window.requestAnimationFrame(() => window.setTimeout(() => {
    highlight(current());
    const address = `#${encodeURIComponent(chosen)}`;
    if (location.hash !== address) history.replaceState(null, "", address);
  }, 0));
}

function step(by) {
  const place = shownItems.findIndex((each) => each.id === chosen);
  const next = shownItems[Math.min(Math.max(place + by, 0), shownItems.length - 1)];
  if (next) choose(next.id);
}

function showProgress() {
  const [done, all] = progress();
  byId("progress").max = Math.max(all, 1);
  byId("progress").value = done;
  const saving = data.served && unsaved.length ? `, ${unsaved.length} not saved yet` : "";
  byId("progress-text").textContent = `${done}/${all} decided${state.errors ? `, ${state.errors} error${state.errors > 1 ? "s" : ""}` : ""}${saving}`;
  byId("undo").disabled = state.undoable.length === 0;
}
