"use strict";
// The console of the SQL page. Nothing is loaded and nothing runs before the reader presses a button, not even a
// query that came with the address. What DuckDB answers is put into the page as text and in no other way.
(() => {
  const form = document.querySelector("form.console");
  const answer = document.querySelector(".answer");
  if (!form || !answer) return;

  const MOST_SHOWN = 1000;
  // Of a longer text the first lines are seen; a pointer that rests on it shows the rest.
  const LONG = 300;
  // Servers and chats cut longer addresses.
  const LONGEST_REMEMBERED = 4000;
  const query = form.elements.namedItem("q");
  const told = form.querySelector(".told");
  const error = form.querySelector(".error");
  const language = document.querySelector("a.language");
  const twin = language?.getAttribute("href");
  const amount = new Intl.NumberFormat(document.documentElement.lang);
  const seconds = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 2 });
  const button = (name) => form.querySelector(`[data-do="${name}"]`);

  let opening = null;
  let database = null;
  let result = null;
  // What was asked before the reader pressed "stop" has nothing more to say.
  let turn = 0;

  function say(text, problem = "") {
    told.textContent = text;
    error.textContent = problem;
    error.hidden = !problem;
  }

  function busy(now) {
    for (const name of ["run", "load"]) button(name).disabled = now;
    if (database) button("load").disabled = true;
    button("stop").disabled = !now;
    button("download").disabled = now || !result;
    answer.setAttribute("aria-busy", String(now));
  }

  function clear() {
    result = null;
    answer.hidden = true;
    answer.querySelector("thead").replaceChildren();
    answer.querySelector("tbody").replaceChildren();
  }

  // DuckDB draws the place of an error over several lines, of a query that is not quite the reader's.
  const oneLine = (problem) => String(problem?.message ?? problem).split(/\n+LINE \d/)[0].replace(/\s+/g, " ").trim();

  async function load() {
    if (database) return;
    const mine = turn;
    say(form.dataset.loading);
    opening ??= import(new URL(form.dataset.script, location.href).href).then((duckdb) => duckdb.open(form.dataset.database));
    try {
      const opened = await opening;
      if (mine === turn) database = opened;
      else opened.close();
    } catch (problem) {
      if (mine === turn) opening = null;
      throw Object.assign(new Error(form.dataset.unloaded + oneLine(problem)), { whole: true });
    }
  }

  /** Does `work`, during which only "stop" can be pressed; a problem is told in one line. */
  async function during(work) {
    const mine = ++turn;
    busy(true);
    try {
      await work(() => mine === turn);
    } catch (problem) {
      if (mine === turn) say("", (problem.whole ? "" : form.dataset.failed) + oneLine(problem));
    }
    if (mine === turn) busy(false);
  }

  function run() {
    if (button("run").disabled || !form.reportValidity()) return;
    remember();
    during(async (current) => {
      clear();
      await load();
      if (!current()) return;
      say(form.dataset.running);
      const started = performance.now();
      const asked = await database.ask(query.value);
      const rows = await asked.first(MOST_SHOWN);
      if (!current()) return;
      const passed = (performance.now() - started) / 1000;
      result = asked;
      show(asked.columns, rows);
      say((asked.count > rows.length ? form.dataset.some : form.dataset.all)
        .replace("{total}", amount.format(asked.count)).replace("{shown}", amount.format(rows.length))
        .replace("{seconds}", seconds.format(passed)));
    });
  }

  function stop() {
    turn += 1;
    database?.close();
    database = opening = null;
    clear();
    busy(false);
    say(form.dataset.stopped);
  }

  function cell(kind, text, numeric) {
    const made = document.createElement(kind);
    made.textContent = text ?? "";
    if (made.textContent.length > LONG) {
      const cut = document.createElement("div");
      cut.className = "long";
      cut.textContent = cut.title = text;
      made.replaceChildren(cut);
    }
    if (numeric) made.className = "number";
    if (kind === "th") made.scope = "col";
    return made;
  }

  function line(cells) {
    const made = document.createElement("tr");
    made.append(...cells);
    return made;
  }

  function show(columns, rows) {
    answer.querySelector("thead").append(line(columns.map(({ name, numeric }) => cell("th", name, numeric))));
    answer.querySelector("tbody").append(
      ...rows.map((row) => line(row.map((text, place) => cell("td", text, columns[place].numeric)))));
    answer.hidden = false;
    answer.scrollTo(0, 0);
  }

  function download() {
    const unsafe = new RegExp(form.dataset.unsafe);
    const written = (text, numeric) => {
      const safe = !numeric && unsafe.test(text ?? "") ? `'${text}` : text ?? "";
      return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    };
    during(async (current) => {
      const { columns, count, first } = result;
      const rows = await first(count);
      if (!current()) return;
      const lines = [
        columns.map(({ name }) => written(name)).join(","),
        ...rows.map((row) => row.map((text, place) => written(text, columns[place].numeric)).join(",")),
      ];
      const anchor = document.createElement("a");
      anchor.href = URL.createObjectURL(new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/csv;charset=utf-8" }));
      anchor.download = form.dataset.file;
      anchor.click();
      setTimeout(() => URL.revokeObjectURL(anchor.href), 10000);
    });
  }

  function remember() {
    const asked = `?${new URLSearchParams({ q: query.value })}`;
    const kept = asked.length > LONGEST_REMEMBERED ? "" : asked;
    if (kept !== location.search) history.replaceState(null, "", location.pathname + kept + location.hash);
    if (language) language.href = twin + kept;
  }

  function recall() {
    const given = new URLSearchParams(location.search).get("q");
    if (!given) return;
    query.value = given;
    say(form.dataset.given);
    if (language) language.href = twin + location.search;
  }

  for (const example of form.querySelectorAll("[data-sql]")) {
    example.addEventListener("click", () => {
      query.value = example.dataset.sql;
      query.focus();
      query.setSelectionRange(0, 0);
    });
  }
  query.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    run();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  button("load").addEventListener("click", () => during(async (current) => {
    await load();
    if (current()) say(form.dataset.ready);
  }));
  button("stop").addEventListener("click", stop);
  button("download").addEventListener("click", download);

  form.hidden = false;
  recall();
})();
