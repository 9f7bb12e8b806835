// Editing a statement, filling a hole, making a statement of a sentence or of what another draft had. Where the page is served,
// the checker looks at every keystroke.

let editing = null;
let waiting = 0;
let unchecked = false;

function edit(item, text = item.text, sources = []) {
  if (item.type === "sentence") return claim(item.sentence);
  if (item.type === "alternative") return claimAlternative(item);
  const place = item.states.includes("hole") ? text.search(/\?(?=([^"]*"[^"]*")*[^"]*$)/) : -1;
  return openEditor({ action: "edit", statement: item.id, seen: item.text, citations: sources, title: place < 0 ? "Edit" : "Fill the hole" }, text, place);
}

// A sentence of the publication, or a part of it, becomes a statement that cites it.
function claim(identifier, text = null, block = null, part = null) {
  const sentence = data.every.find((each) => each.id === identifier);
  if (!sentence) return null;
  const suggested = suggestionsOf(identifier)[0];
  const citation = { stem: identifier, page: pageOf(sentence, part), quote: part || sentence.text, reference: "" };
  const body = text !== null ? text : suggested ? suggested.text : "select ";
  const home = block !== null ? block : suggested && suggested.block ? suggested.block : homeOf(identifier);
  openEditor({ action: "claim", statement: "", block: home, citations: [citation], whole: sentence, fresh: text === null && !suggested,
    title: `Statement from ${identifier}` }, `${body}  @${named(citation).name}`, body.length);
  return askSuggestions();
}

// The block of the statements that cite the sentence already; else the last one.
function homeOf(identifier) {
  const citing = state.items.find((each) => each.block && each.quotes.some((quote) => quote.sentence === identifier) && state.blocks.some((block) => block.name === each.block));
  return citing ? citing.block : (state.blocks[state.blocks.length - 1] || { name: "" }).name;
}

function claimAlternative(item) {
  const citations = item.quotes.map(cited);
  const body = item.text;
  openEditor({ action: "claim", statement: "", block: state.blocks.some((each) => each.name === item.block) ? item.block : "", citations, title: "Statement of another draft" },
    body + citations.map((each) => `  @${named(each).name}`).join(""), body.length);
}

function cited(quote) {
  return { stem: quote.name.replace(/\W/g, "_"), page: quote.page, quote: quote.quote, reference: quote.reference };
}

function pageOf(sentence, part) {
  const start = part ? Math.max(sentence.text.indexOf(part), 0) : 0;
  const line = sentence.boxes.find((box) => box[6] > start);
  return line ? line[0] : sentence.page || 1;
}

// The name under which a quote is cited: that of the source that says it, or a new one with its statement.
function named({ stem, page, quote, reference }) {
  const known = state.sources.find((each) => each.quote === quote && each.reference === reference);
  if (known) return { name: known.name, statement: "" };
  let name = stem;
  for (let number = 2; state.sources.some((each) => each.name === name); number += 1) name = `${stem}_${number}`;
  return { name, statement: `source ${name} = ${reference ? `ref ${literal(reference)} ` : ""}page ${page} ${literal(quote)}` };
}

function literal(text) {
  return JSON.stringify(text).replace(/\\u[0-9a-f]{4}|\\[bfr]/g, " ");
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
  const area = make("textarea", { id: "editor-text", spellcheck: "false", dir: "ltr", "aria-label": what.title, "aria-describedby": "editor-problems",
    oninput: () => { editing.fresh = false; checkSoon(); } });
  area.value = text;
  const box = make("div", { class: "editor", id: "editor" }, make("strong", {}, what.title),
    what.action === "claim" ? make("label", {}, "Block ", blockChoice(what.block)) : null,
    area,
    what.whole ? quoteField(what) : null,
    make("ul", { class: "problems", id: "editor-problems", "aria-live": "polite" }),
    make("div", { class: "actions" },
      make("button", { type: "button", id: "editor-save", onclick: saveEditor }, "Save ", make("kbd", {}, "Ctrl Enter")),
      make("button", { type: "button", onclick: leaveEditor }, "Cancel ", make("kbd", {}, "Esc"))),
    data.served ? null : make("p", { class: "hint", id: "unchecked" },
      "This page stands alone and knows the grammar only: names, units and types are checked by hepir review --apply, which makes the decisions."));
  editing = what;
  byId("detail").prepend(box);
  showPane("detail");
  area.focus();
  if (caret >= 0) area.setSelectionRange(caret, what.action === "edit" ? caret + 1 : caret);
  checkNow();
}

// The words that the statement rests on: those around what matters may go.
function quoteField(what) {
  const area = make("textarea", { id: "editor-quote", spellcheck: "false", oninput: (event) => {
    const [citation] = what.citations;
    const before = named(citation).name;
    citation.quote = event.target.value.trim();
    citation.page = pageOf(what.whole, citation.quote);
    const text = byId("editor-text");
    text.value = text.value.replace(new RegExp(`@${before}(?!\\w)`), `@${named(citation).name}`);
    checkSoon();
  } });
  area.value = what.citations[0].quote;
  return make("label", {}, "Quote (any part of it) ", area);
}

function blockChoice(home) {
  const box = make("select", { id: "editor-block", onchange: checkSoon }, make("option", { value: "" }, "(the whole program)"),
    state.blocks.map((each) => make("option", { value: each.name }, visible(`${each.kind} ${each.name}`, 80))));
  box.value = home;
  return box;
}

// What the built-in reader makes of the sentence, where it is known only after the editor was opened.
function fillEditor() {
  const suggested = editing && editing.fresh ? suggestionsOf(editing.whole.id)[0] : null;
  if (!suggested) return;
  const area = byId("editor-text");
  area.value = `${suggested.text}  @${named(editing.citations[0]).name}`;
  area.setSelectionRange(suggested.text.length, suggested.text.length);
  if (suggested.block) byId("editor-block").value = suggested.block;
  editing.fresh = false;
  checkNow();
}

function closeEditor() {
  const open = byId("editor");
  if (open) open.remove();
  editing = null;
}

function leaveEditor() {
  closeEditor();
  byId("list").focus();
}

function typed() {
  const block = byId("editor-block");
  const source = editing.citations.map((each) => named(each).statement).filter(Boolean).join("\n");
  return { text: byId("editor-text").value, block: block ? block.value : "", source };
}

function checkSoon() {
  unchecked = true;
  window.clearTimeout(waiting);
  waiting = window.setTimeout(checkNow, 120);
}

async function checkNow() {
  if (!editing) return;
  const asked = typed();
  const statement = editing.action === "claim" ? "claim" : editing.statement;
  let found;
  try { found = await checked(statement, asked); } catch (error) { found = [{ severity: "error", message: error.message, code: "", hints: [], edits: [] }]; }
  if (!editing || JSON.stringify(typed()) !== JSON.stringify(asked)) return;
  unchecked = false;
  byId("editor-problems").replaceChildren(...found.map((each) => make("li", {}, make("span", { class: `severity ${each.severity}` }, `${each.severity} `),
    visible(`${each.message}${each.code ? ` [${each.code}]` : ""}`), each.hints.map((hint) => make("div", { class: "hint" }, visible(hint))),
    each.edits.length ? make("button", { type: "button", class: "mend", onclick: () => { byId("editor-text").value = mended(asked.text, each.edits); checkNow(); } }, "Mend") : null)));
  byId("editor-save").disabled = found.some((each) => each.severity === "error");
}

async function saveEditor() {
  if (editing && unchecked) await checkNow();
  if (!editing || byId("editor-save").disabled) return;
  const { action, statement, seen } = editing;
  byId("editor-save").disabled = true;
  const done = await decide({ action, statement, seen, ...typed() });
  if (!done) { if (byId("editor-save")) byId("editor-save").disabled = false; return; }
  closeEditor();
  const made = action === "claim" ? `c${state.count}` : statement;
  if (action === "claim" && state.items.some((each) => each.id === made)) setFilter("all");
  choose(made);
  byId("list").focus();
}
