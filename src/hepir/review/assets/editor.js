// Editing a statement, filling a hole, making a statement of a sentence. The checker looks at every keystroke.

let editing = null;
let waiting = 0;

function accept(item) {
  if (item.type === "sentence" || item.decision === "reject") return;
  const next = shownItems[shownItems.findIndex((each) => each.id === item.id) + 1];
  item.decision = "accept";
  if (data.served) showRow(item);
  if (next) choose(next.id);
  decide({ action: "accept", statement: item.id, seen: item.text });
}

function showRow(item) {
  const old = byId(`item-${item.id}`);
  if (old) old.replaceWith(row(item));
  showProgress();
}

function reject(item) {
  if (item.type === "sentence") return claim(item.sentence, `dismissed "no selection"`, "");
  if (item.decision === "reject") return null;
  const next = shownItems[shownItems.findIndex((each) => each.id === item.id) + 1];
  if (next) choose(next.id);
  return decide({ action: "reject", statement: item.id, seen: item.text });
}

function undo() {
  const last = state.undoable[state.undoable.length - 1];
  if (last) decide({ action: "undo", undoes: last });
}

function edit(item, text = item.text) {
  if (item.type === "sentence") return claim(item.sentence);
  const place = item.states.includes("hole") ? text.search(/\?(?=([^"]*"[^"]*")*[^"]*$)/) : -1;
  return openEditor({ action: "edit", statement: item.id, seen: item.text, title: place < 0 ? "Edit" : "Fill the hole" }, text, place);
}

// A sentence of the publication becomes a statement that cites it.
function claim(identifier, text = null, block = null) {
  const sentence = data.every.find((each) => each.id === identifier);
  if (!sentence) return null;
  const quote = JSON.stringify(sentence.text).replace(/\\u[0-9a-f]{4}/g, " ");
  const suggested = (state.sentences.find((each) => each.sentence === identifier) || { suggested: [] }).suggested[0];
  const body = text !== null ? text : suggested ? suggested.text : "select ";
  const home = block !== null ? block : suggested && suggested.block ? suggested.block : (state.blocks[state.blocks.length - 1] || { name: "" }).name;
  return openEditor({ action: "claim", statement: "", block: home, source: `source ${identifier} = page ${sentence.page || 1} ${quote}`, title: `Statement from ${identifier}` },
    `${body}  @${identifier}`, body.length);
}

function claimSentence(identifier) {
  const known = state.sentences.find((each) => each.sentence === identifier);
  if (known) {
    if (!shownItems.some((each) => each.id === known.id)) setFilter("unclaimed");
    if (shownItems.some((each) => each.id === known.id)) choose(known.id);
  }
  claim(identifier);
}

function openEditor(what, text, caret) {
  closeEditor();
  const area = make("textarea", { id: "editor-text", spellcheck: "false", dir: "ltr", "aria-label": what.title, "aria-describedby": "editor-problems", oninput: checkSoon });
  area.value = text;
  const blocks = what.action === "claim" ? make("label", {}, "in ", blockChoice(what.block)) : null;
  const box = make("div", { class: "editor", id: "editor" }, make("strong", {}, what.title), blocks, area,
    make("ul", { class: "problems", id: "editor-problems", "aria-live": "polite" }),
    make("div", { class: "actions" },
      make("button", { type: "button", id: "editor-save", onclick: saveEditor }, "Save ", make("kbd", {}, "Ctrl Enter")),
      make("button", { type: "button", onclick: closeEditor }, "Cancel ", make("kbd", {}, "Esc"))),
    data.served ? null : make("p", { class: "hint" }, "This page stands alone: the text is checked when the decisions are applied."));
  editing = what;
  byId("detail").prepend(box);
  showPane("detail");
  area.focus();
  if (caret >= 0) area.setSelectionRange(caret, what.action === "edit" ? caret + 1 : caret);
  checkNow();
}

function blockChoice(home) {
  const box = make("select", { id: "editor-block", onchange: checkSoon }, make("option", { value: "" }, "(the whole program)"),
    state.blocks.map((each) => make("option", { value: each.name }, visible(`${each.kind} ${each.name}`, 80))));
  box.value = home;
  return box;
}

function closeEditor() {
  const open = byId("editor");
  if (open) open.remove();
  editing = null;
}

function typed() {
  const block = byId("editor-block");
  return { text: byId("editor-text").value, block: block ? block.value : "", source: (editing && editing.source) || "" };
}

function checkSoon() {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(checkNow, 120);
}

async function checkNow() {
  if (!editing) return;
  const asked = typed();
  const statement = editing.action === "claim" ? "claim" : editing.statement;
  let found;
  try { found = await checked(statement, asked.text, asked.block, asked.source); } catch (error) { found = [{ severity: "error", message: error.message, code: "", hints: [], edits: [] }]; }
  if (!editing || typed().text !== asked.text) return;
  byId("editor-problems").replaceChildren(...found.map((each) => make("li", {}, make("span", { class: `severity ${each.severity}` }, `${each.severity} `),
    visible(`${each.message}${each.code ? ` [${each.code}]` : ""}`), each.hints.map((hint) => make("div", { class: "hint" }, visible(hint))),
    each.edits.length ? make("button", { type: "button", class: "mend", onclick: () => { byId("editor-text").value = mended(asked.text, each.edits); checkNow(); } }, "Mend") : null)));
  if (byId("editor-save")) byId("editor-save").disabled = found.some((each) => each.severity === "error");
}

async function saveEditor() {
  if (!editing) return;
  const { action, statement, seen } = editing;
  const done = await decide({ action, statement, seen, ...typed() });
  if (done && action === "claim") { const made = state.items.find((each) => each.id === `c${state.count}`); if (made) { setFilter("all"); choose(made.id); } }
  else if (done) { closeEditor(); choose(statement); }
}
