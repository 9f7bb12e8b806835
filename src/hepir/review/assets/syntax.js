// The syntax of the language, by the tables of its one grammar: what a page that stands alone can check. It reads as
// Lark does: of the terminals that can come the first that fits, and a word that is a keyword is that.

let readTables = null;

function syntaxTables() {
  const block = byId("review-syntax");
  if (readTables || !block) return readTables;
  const stored = JSON.parse(block.textContent);
  if (!stored.states) return null;
  const named = (actions) => new Map(Object.entries(actions).map(([key, action]) => [stored.names[key], action]));
  readTables = {
    ...stored, states: Object.entries(stored.states).reduce((all, [number, actions]) => all.set(Number(number), named(actions)), new Map()),
    terminals: stored.terminals.map((each) => ({ ...each, sticky: each.literal ? null : new RegExp(each.pattern, "y") })),
  };
  return readTables;
}

// The first place of a text at which it is no program: where, what stands there, what could; null where it is one.
function firstMistake(tables, text) {
  const states = [tables.start];
  let at = 0;
  for (;;) {
    const state = states[states.length - 1];
    const token = nextToken(tables, tables.states.get(state), text, at);
    let action = token && tables.states.get(state).get(token.name);
    while (action !== undefined && action !== null && action < 0) {
      const [origin, size] = tables.rules[-action - 1];
      states.length -= size;
      states.push(tables.states.get(states[states.length - 1]).get(origin));
      if (token.name === tables.end && states[states.length - 1] === tables.last) return null;
      action = tables.states.get(states[states.length - 1]).get(token.name);
    }
    if (action === undefined || action === null) return mistakeAt(tables, state, text, token ? token.at : skipped(tables, text, at));
    states.push(action);
    at = token.to;
  }
}

function nextToken(tables, actions, text, from) {
  let at = from;
  while (at < text.length) {
    const found = terminalAt(tables, actions, text, at);
    if (!found) return null;
    if (!tables.ignored.includes(found.name)) return { ...found, at, to: at + found.value.length };
    at += found.value.length;
  }
  return { name: tables.end, value: "", at, to: at };
}

function terminalAt(tables, actions, text, at) {
  const can = (each) => actions.has(each.name) || tables.ignored.includes(each.name);
  for (const each of tables.terminals) {
    if (!can(each)) continue;
    if (each.literal) {
      if (text.startsWith(each.literal, at)) return { name: each.name, value: each.literal };
      continue;
    }
    each.sticky.lastIndex = at;
    const value = (each.sticky.exec(text) || [""])[0];
    if (value) {
      const keyword = tables.terminals.find((other) => other.literal === value && actions.has(other.name));
      return { name: keyword ? keyword.name : each.name, value };
    }
  }
  return null;
}

function skipped(tables, text, at) {
  const rest = /^(?:\s+|#[^\r\n]*)*/.exec(text.slice(at))[0];
  return at + rest.length;
}

function mistakeAt(tables, state, text, at) {
  const [found] = /^(?:\w+|\S|$)/.exec(text.slice(at)) || [""];
  return { at, found, expected: tables.expected[state] };
}

// A statement where it would stand: behind the header of its block.
function checkedSyntax(asked) {
  const tables = syntaxTables();
  if (!tables) return [];
  const own = state.items.find((each) => each.id === editing.statement);
  const block = editing.action === "claim" ? asked.block : own && !own.header ? own.block : "";
  const header = block && state.items.find((each) => each.header && each.block === block);
  const before = header ? `${header.text}\n` : own && !own.header && own.block === "analysis" ? 'analysis ""\n' : "";
  const found = firstMistake(tables, `${before}${asked.text}\n`);
  if (!found) return [];
  const what = found.found ? `found \`${found.found}\`` : "the text ends too early";
  return [{ severity: "error", code: "", message: `${what}, expected ${found.expected.join(", ")}`, hints: [], edits: [] }];
}
