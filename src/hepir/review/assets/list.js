// The list of criteria or sentences, its filters, and the progress.

function showFilters() {
  byId("filters").replaceChildren(...FILTERS.map(([name, word]) => make("button", {
    type: "button", "data-filter": name, "aria-pressed": String(name === filter), onclick: () => setFilter(name),
  }, `${word} ${itemsOf(name).length}`)));
}

function setFilter(name) {
  filter = name;
  showAll();
}

function showList() {
  shownItems = itemsOf(filter);
  if (!shownItems.some((each) => each.id === chosen)) chosen = shownItems.length ? shownItems[0].id : "";
  byId("list").replaceChildren(...shownItems.map(row));
}

function row(item) {
  const decision = item.decision;
  const names = ["header", item.header].includes(true) ? "header" : item.type === "statement" && item.block ? "rule" : "";
  return make("li", {
    id: `item-${item.id}`, role: "option", class: `${names}${decision === "reject" ? " rejected" : ""}`,
    "data-decision": decision || "", "aria-selected": String(item.id === chosen), onclick: () => choose(item.id),
  },
  make("span", { class: `state ${decision}`, "aria-label": decision ? STATES[decision][1] : "undecided" }, decision ? STATES[decision][0] : ""),
  item.type === "sentence" ? make("span", { class: "prose" }, make("span", { class: "section" }, `${item.sentence} `), visible(item.text, 400))
    : make("span", { class: "code" }, visible(item.text, 400)),
  make("span", { class: "marks" }, item.states.map(tag), item.votes ? make("span", { class: "state" }, `${item.votes[0]}/${item.votes[1]}`) : null));
}

// Another choice changes two rows, the marks and the detail: the list stays as it is.
function choose(id) {
  const before = byId(`item-${chosen}`);
  if (before) before.setAttribute("aria-selected", "false");
  chosen = id;
  const now = byId(`item-${id}`);
  if (now) {
    now.setAttribute("aria-selected", "true");
    now.scrollIntoView({ block: "nearest" });
    byId("list").setAttribute("aria-activedescendant", now.id);
  }
  closeEditor();
  showDetail();
  highlight(current());
  const address = `#${encodeURIComponent(id)}`;
  if (location.hash !== address) history.replaceState(null, "", address);
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
  byId("progress-text").textContent = `${done}/${all} decided${state.errors ? `, ${state.errors} errors` : ""}`;
  byId("undo").disabled = state.undoable.length === 0;
}
