// All that is known of one item.

function showDetail() {
  const item = current();
  const place = byId("detail");
  if (!item) return place.replaceChildren(make("p", { class: "hint" }, "Nothing is shown under this filter."));
  return place.replaceChildren(...(item.type === "sentence" ? sentenceDetail(item) : statementDetail(item)));
}

function statementDetail(item) {
  return [
    make("h2", {}, item.line ? `Statement, line ${item.line}${item.block ? `, of ${item.block}` : ""}` : "Statement"),
    make("p", { class: "code" }, visible(item.text)),
    item.english ? make("p", {}, visible(item.english)) : null,
    make("p", { class: "marks", style: "justify-content:start" }, item.decision ? tag(item.decision) : null, item.states.map(tag)),
    actions(item),
    ...problems(item.diagnostics, item),
    ...quotes(item),
    ...numbers(item),
    item.assumed.length ? make("h2", {}, "Assumed") : null,
    ...item.assumed.map((why) => make("p", {}, visible(why))),
    ...agreement(item),
    ...dataset(item),
    ...history_(item),
  ].filter(Boolean);
}

function actions(item) {
  if (item.decision === "reject") {
    return make("div", { class: "actions" }, make("button", { type: "button", onclick: () => decide({ action: "undo", undoes: item.number }) }, "Bring back"));
  }
  const hole = item.states.includes("hole");
  return make("div", { class: "actions" },
    make("button", { type: "button", onclick: () => accept(item) }, "Accept ", make("kbd", {}, "a")),
    make("button", { type: "button", onclick: () => reject(item) }, "Reject ", make("kbd", {}, "r")),
    make("button", { type: "button", onclick: () => edit(item) }, hole ? "Fill the hole " : "Edit ", make("kbd", {}, "e")));
}

function problems(found, item) {
  if (!found.length) return [];
  return [make("h2", {}, "What the checker says"), make("ul", { class: "problems" }, found.map((each) => make("li", {},
    make("span", { class: `severity ${each.severity}` }, `${each.severity} `), visible(`${each.message} [${each.code}]`),
    each.hints.map((hint) => make("div", { class: "hint" }, visible(hint))),
    each.edits.length ? make("button", { type: "button", onclick: () => edit(item, mended(item.text, each.edits)) }, "Mend") : null)))];
}

function mended(text, edits) {
  return [...edits].sort((one, other) => other.start - one.start)
    .reduce((whole, each) => whole.slice(0, each.start) + each.text + whole.slice(each.end), text);
}

const FOUND = { found: "stands there", elsewhere: "stands on another page", absent: "does not stand there", unknown: "its document is not at hand" };

function quotes(item) {
  if (!item.quotes.length) return [];
  return [make("h2", {}, "Rests on"), ...item.quotes.map((each) => make("blockquote", {}, visible(each.quote),
    make("footer", {}, visible(`${each.reference ? `${each.reference}, ` : ""}page ${each.page}, @${each.name}: ${FOUND[each.state]}`))))];
}

function numbers(item) {
  if (!item.numbers.length) return [];
  return [make("h2", {}, "Numbers"), make("table", {}, item.numbers.map((each) => make("tr", {},
    make("td", { class: "code" }, visible(each.text)),
    make("td", { class: each.said ? "said" : "unsaid" }, each.said ? "✓ in a quote" : "✕ in no quote"))))];
}

function agreement(item) {
  return item.votes ? [make("h2", {}, "Agreement"), make("p", {}, `${item.votes[0]} of ${item.votes[1]} drafts say this`)] : [];
}

function dataset(item) {
  const parts = [];
  if (item.status) parts.push(make("h2", {}, "In the data"), make("p", {}, visible(item.status.note ? `${item.status.status}: ${item.status.note}` : item.status.status)));
  if (item.events.length) {
    parts.push(make("h2", {}, "Events"), make("table", {}, make("tr", {}, ["region", "before", "after", "kept"].map((head) => make("th", {}, head))),
      item.events.map((each) => make("tr", {}, make("td", {}, visible(each.region)), make("td", { class: "n" }, each.before.toLocaleString("en")),
        make("td", { class: "n" }, each.after.toLocaleString("en")), make("td", { class: "n" }, each.before ? `${(100 * each.after / each.before).toFixed(1)} %` : "–")))));
  }
  for (const each of item.without) parts.push(make("h2", {}, `Events that pass all other steps of ${visible(each.region)}`), histogram(each));
  return parts;
}

function history_(item) {
  const own = state.decisions.filter((each) => each.statement === item.id || `c${each.number}` === item.id);
  if (!own.length) return [];
  const undone = (each) => (state.undoable.includes(each.number) ? "" : " (undone)");
  return [make("h2", {}, "Decisions"), ...own.map((each) => make("p", { class: "hint" }, visible(`${each.time} ${each.who}: ${each.action}${undone(each)}${each.text ? `: ${each.text}` : ""}`)))];
}

function sentenceDetail(item) {
  return [
    make("h2", {}, visible(`Sentence ${item.sentence}${item.page ? `, page ${item.page}` : ""}${item.section ? `, ${item.section}` : ""}`)),
    make("blockquote", {}, visible(item.text)),
    make("p", { class: "marks", style: "justify-content:start" }, item.states.map(tag)),
    item.unsaid.length ? make("p", {}, `Not said: ${visible(item.unsaid.join(", "))}`) : null,
    make("div", { class: "actions" },
      make("button", { type: "button", onclick: () => claim(item.sentence) }, "Make a statement ", make("kbd", {}, "e")),
      make("button", { type: "button", onclick: () => claim(item.sentence, `dismissed "no selection"`, "") }, "Dismiss ", make("kbd", {}, "r"))),
    item.suggested.length ? make("h2", {}, "The built-in reader suggests") : null,
    ...item.suggested.map((each) => make("p", {}, make("button", { type: "button", class: "code", onclick: () => claim(item.sentence, each.text, each.block) }, visible(`${each.scope ? `${each.scope}: ` : ""}${each.text}`)))),
  ].filter(Boolean);
}
