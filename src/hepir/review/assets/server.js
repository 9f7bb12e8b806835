// Decisions: to the server where there is one, else to the memory of this browser, from where they can be saved.

const MEMORY = `hepir-review:${data.name}:${data.state.sha256}`;
const POLL = 2000;

const SILENT = "The review does not answer";

async function ask(path, body) {
  let answer;
  try {
    answer = await fetch(path, body === undefined ? { cache: "no-store" }
      : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  } catch (error) { throw new Error(`${SILENT}. Is \`hepir review --serve\` still running?`); }
  if (answer.status === 409) {
    const refused = (await answer.json()).refused;
    const error = new Error(refused.map((each) => [`${each.message} [${each.code}]`, ...each.hints].join("\n")).join("\n"));
    error.refused = true;
    throw error;
  }
  if (!answer.ok) throw new Error(`${SILENT} (${answer.status}). Is \`hepir review --serve\` still running?`);
  return answer.json();
}

// Decisions on their way, in their order. `later` are those that the page shows as made already: they are sent until they arrive.
let unsaved = [];
let sending = Promise.resolve();

function decide(decision, later = false) {
  tell("");
  if (!data.served) return Promise.resolve(decideHere(decision));
  return new Promise((resolve) => {
    unsaved.push({ decision, later, resolve });
    showProgress();
    sending = sending.then(send);
  });
}

async function send() {
  while (unsaved.length) {
    const { decision, resolve } = unsaved[0];
    try {
      const answer = await ask("decide", decision);
      unsaved.shift();
      take(answer);
      resolve(true);
    } catch (error) {
      if (!error.refused) { keepWaiting(error); return; }
      unsaved.shift();
      tell(error.message);
      await ask("state").then(take, () => null);
      resolve(false);
    }
  }
}

// The server does not answer: what is shown as made waits for it, what somebody is writing stays in the editor.
function keepWaiting(error) {
  unsaved.filter((each) => !each.later).forEach((each) => each.resolve(false));
  unsaved = unsaved.filter((each) => each.later);
  const many = unsaved.length ? `\n${unsaved.length} decision${unsaved.length > 1 ? "s are" : " is"} not saved yet, and sent again until the review answers: leave this page open.` : "";
  tell(`${error.message}${many}`);
  showProgress();
}

async function checked(statement, asked) {
  return data.served ? (await ask("check", { statement, ...asked })).diagnostics : checkedHere(asked);
}

// What needs no checker: a quote stands in the publication, and a text is as the grammar has it.
function checkedHere(asked) {
  const quote = editing.whole ? editing.citations[0].quote : "";
  const said = !editing.whole || (quote && data.every.map((each) => each.text).join(" ").includes(quote));
  return said ? checkedSyntax(asked) : [{ severity: "error", code: "", message: "the publication does not say this", hints: [], edits: [] }];
}

let suggesting = false;

async function askSuggestions() {
  if (!data.served || suggesting || suggestions.sha256 === state.sha256 || !state.sentences.length) return;
  suggesting = true;
  try { suggestions = await ask("suggestions"); } catch (error) { /* they come with the next question */ }
  suggesting = false;
  fillEditor();
  if (!editing && current() && current().type === "sentence") showDetail();
}

// Rows and details that look the same stay as they are.
function take(answer) {
  let found = answer;
  if (found.same) {
    const { marks } = found;
    found = { ...state, ...found, items: state.items.map((each) => ({ ...each, decision: marks[each.id] || "" })) };
  }
  state = found;
  for (const { decision, later } of unsaved) {
    const own = later && state.items.find((each) => each.id === decision.statement);
    if (own) own.decision = decision.action;
  }
  showAll();
}

// Other reviews of the same program may decide, too.
async function follow() {
  if (document.visibilityState === "visible") {
    try {
      if (unsaved.length) { sending = sending.then(send); await sending; }
      const { count } = await ask("count");
      if (unsaved.length === 0 && byId("message").textContent.startsWith(SILENT)) tell("");
      if (count !== state.count) take(await ask("state"));
    } catch (error) { /* the next round tries again */ }
  }
  window.setTimeout(follow, POLL);
}

// ---- without a server ----

let kept = [];

function decideHere(decision) {
  kept.push({ ...decision, time: new Date().toISOString() });
  try { localStorage.setItem(MEMORY, JSON.stringify(kept)); } catch (error) { tell("This browser keeps nothing for this page: save the decisions before you close it."); }
  if (decision.action !== "accept") { replay(); return true; }
  state.undoable.push(kept.length);
  state.count = kept.length;
  showAll();
  return true;
}

function replay() {
  state = JSON.parse(JSON.stringify(data.state));
  state.undoable = [];
  const undone = new Set(kept.filter((each) => each.action === "undo").map((each) => each.undoes));
  kept.forEach((each, place) => {
    const number = place + 1;
    if (each.action === "undo" || undone.has(number)) return;
    state.undoable.push(number);
    state.sources.push(...sourcesOf(each.source || ""));
    const own = state.items.find((item) => item.id === each.statement);
    if (each.action === "claim") {
      state.items.push({ ...goneItem({ id: `c${number}`, text: each.text, block: each.block }), decision: "claim" });
    } else if (own && each.action === "reject") {
      state.gone.push({ id: own.id, text: own.text, block: own.block, number, who: "" });
      state.items = state.items.filter((item) => item !== own);
    } else if (own) {
      own.decision = each.action;
      if (each.action === "edit") own.text = each.text;
    }
  });
  state.count = kept.length;
  showAll();
}

// The quotes that a decision brings along, so that the next one has another name.
function sourcesOf(text) {
  const form = /^source (\w+) = (?:ref ("(?:[^"\\]|\\.)*") )?page (\d+) ("(?:[^"\\]|\\.)*")$/;
  return text.split("\n").map((line) => form.exec(line)).filter(Boolean).map(([, name, reference, page, quote]) => (
    { name, page: Number(page), quote: JSON.parse(quote), reference: reference ? JSON.parse(reference) : "" }));
}

function restore() {
  try { kept = JSON.parse(localStorage.getItem(MEMORY) || "[]"); } catch (error) { kept = []; }
  if (kept.length) replay();
}

function saveDecisions() {
  const lines = kept.map((each) => JSON.stringify(each)).join("\n");
  const link = make("a", { href: `data:application/json;charset=utf-8,${encodeURIComponent(`${lines}\n`)}`, download: `${data.name}.saved.jsonl` });
  link.click();
}
