// All that is known of one item.

// Drawn anew only where something of it has changed; who is inside stays inside.
function showDetail() {
  const item = current();
  const place = byId("detail");
  const looks = JSON.stringify([item, decisionsOf(item), item && item.type === "sentence" ? suggestionsOf(item.sentence) : 0]);
  if (place.looks === looks) return;
  place.looks = looks;
  const inside = place !== document.activeElement && place.contains(document.activeElement);
  const open = byId("editor");
  place.replaceChildren(...[open, ...detailOf(item)].filter(Boolean));
  place.scrollTop = 0;
  if (inside && !open) place.focus();
}

function detailOf(item) {
  if (!item) return [make("p", { class: "hint" }, "Nothing is shown under this filter.")];
  return { sentence: sentenceDetail, alternative: alternativeDetail, statement: statementDetail }[item.type](item);
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
  const said = [];
  if (item.votes) said.push(`${item.votes[0]} of ${item.votes[1]} drafts say this.`);
  if (item.sure && item.sure.probability !== null) said.push(`The model wrote it with probability ${item.sure.probability.toPrecision(2)}.`);
  if (item.sure && item.sure.removed !== null) said.push(`The grammar took away ${(100 * item.sure.removed).toFixed(0)} % of what it would have written.`);
  const others = alternativesOf(item);
  return [said.length ? make("h2", {}, "Agreement") : null, said.length ? make("p", {}, said.join(" ")) : null,
    others.length ? make("h2", {}, "Other drafts say") : null,
    others.length ? make("ul", { class: "alternatives" }, others.map((each) => make("li", {},
      make("span", { class: "state" }, each.votes ? `${each.votes[0]}/${each.votes[1]}` : "dropped"),
      make("button", { type: "button", class: "code", title: `${each.reason}: edit the statement to say this`, onclick: () => takeOver(item, each) }, visible(each.text))))) : null].filter(Boolean);
}

// What other drafts have in the same place about the same quantity, or from the same words.
function alternativesOf(item) {
  const subject = (text) => (text.match(/^\w+\s+(?:all\(|any\(|not\s+)?([\w.|]+)/) || [])[1];
  const quotes = new Set(item.quotes.map((each) => each.quote));
  return data.alternatives.filter((each) => (item.header ? each.block === "" && each.text.split(/\s+/)[1] === item.block : each.block === item.block)
    && (item.header || subject(each.text) === subject(item.text) || each.quotes.some((quote) => quotes.has(quote.quote))));
}

function takeOver(item, other) {
  const citations = other.quotes.map(cited);
  edit(item, other.text + citations.map((each) => `  @${named(each).name}`).join(""), citations);
}

function alternativeDetail(item) {
  return [
    make("h2", {}, item.block ? `Not in the program, for ${visible(item.block)}` : "Not in the program"),
    make("p", { class: "code" }, visible(item.text)),
    make("p", {}, item.votes ? `${item.votes[0]} of ${item.votes[1]} drafts say this.` : visible(item.reason)),
    make("div", { class: "actions" }, make("button", { type: "button", onclick: () => edit(item) }, "Make a statement ", make("kbd", {}, "e"))),
    ...quotes(item),
  ];
}

const STATUS = {
  faithful: "the data have what it needs", approximated: "the data have something near what it needs",
  implicit: "the input was selected like this already", unsupported: "the data lack what it needs, and it is left out",
};

function dataset(item) {
  const parts = [];
  if (item.status) parts.push(make("h2", {}, "In the data"), make("p", {}, make("strong", {}, item.status.status), visible(`: ${item.status.note || STATUS[item.status.status] || ""}`)));
  if (item.events.length) {
    parts.push(make("h2", {}, "Events"), make("table", {}, make("tr", {}, ["region", "before", "after", "kept"].map((head) => make("th", {}, head))),
      item.events.map((each) => make("tr", {}, make("td", {}, visible(each.region)), make("td", { class: "n" }, each.before.toLocaleString("en")),
        make("td", { class: "n" }, each.after.toLocaleString("en")), make("td", { class: "n" }, each.before ? `${(100 * each.after / each.before).toFixed(1)} %` : "–")))));
  }
  for (const each of item.without) {
    const what = each.part ? `all but condition ${each.part} and all other steps` : "all other steps";
    parts.push(make("h2", {}, `Events that pass ${what} of ${visible(each.region)}`), histogram(each));
  }
  return parts;
}

function decisionsOf(item) {
  return item ? state.decisions.filter((each) => each.statement === item.id || `c${each.number}` === item.id) : [];
}

function history_(item) {
  const own = decisionsOf(item);
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
    item.uses.length ? make("h2", {}, "Statements that cite it") : null,
    ...item.uses.map(useOf),
    suggestionsOf(item.sentence).length ? make("h2", {}, "The built-in reader suggests") : null,
    ...suggestionsOf(item.sentence).map((each) => make("p", {}, make("button", { type: "button", class: "code", onclick: () => claim(item.sentence, each.text, each.block) }, visible(`${each.scope ? `${each.scope}: ` : ""}${each.text}`)))),
  ].filter(Boolean);
}

function useOf(line) {
  const own = state.items.find((each) => each.line === line);
  return own ? make("p", {}, make("button", { type: "button", class: "code", onclick: () => { setFilter("all"); choose(own.id); } }, visible(own.text))) : null;
}
