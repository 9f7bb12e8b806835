// Accepting, rejecting, undoing. What is accepted or rejected is marked at once, and sent meanwhile.

function after(item) {
  return shownItems[shownItems.findIndex((each) => each.id === item.id) + 1];
}

function accept(item) {
  if (item.type !== "statement" || item.decision === "reject") return;
  mark(item, "accept");
  decide({ action: "accept", statement: item.id, seen: item.text }, true);
}

function reject(item) {
  if (item.type === "sentence") { claim(item.sentence, `dismissed "no selection"`, ""); return; }
  if (item.type !== "statement" || item.decision === "reject") return;
  mark(item, "reject");
  decide({ action: "reject", statement: item.id, seen: item.text }, true);
}

function mark(item, decision) {
  const next = after(item);
  item.decision = decision;
  showList();
  showFilters();
  showProgress();
  if (next) choose(next.id); else showDetail();
}

async function undo() {
  await sending;
  const last = state.undoable[state.undoable.length - 1];
  if (last) decide({ action: "undo", undoes: last });
}
