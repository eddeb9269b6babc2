"use strict";
// Search, filters, order and download of a table that is whole without this file. What is chosen lives in the
// address of the page and nowhere else; a value that the page does not know is as if it were not there.
(() => {
  const form = document.querySelector("form.filters");
  const table = document.querySelector("table.filtered");
  if (!form || !table) return;

  const UNTOLD = "-";
  const TYPING_PAUSE = 150;
  // Laying out a thousand rows takes longer than a key press may: the first ones at once, the rest in portions.
  const AT_ONCE = 60;
  const PORTION = 150;
  const body = table.tBodies[0];
  const headings = [...table.tHead.rows[0].cells];
  const places = new Map(headings.map((heading, place) => [heading.dataset.key, place]));
  const search = form.elements.namedItem("q");
  const order = form.elements.namedItem("orden");
  const years = ["desde", "hasta"].map((name) => form.elements.namedItem(name));
  const fields = [...form.querySelectorAll("input, select")];
  const count = form.querySelector(".count");
  const collator = new Intl.Collator("es-MX", { numeric: true });
  const amount = new Intl.NumberFormat(document.documentElement.lang);

  // Cards without headings above them; written into the page for all, they would double it.
  const cards = matchMedia("(max-width: 40rem)");
  const headed = () => {
    if (!cards.matches) return;
    const names = headings.map((heading) => heading.textContent.trim());
    for (const line of body.rows) [...line.cells].forEach((cell, place) => { cell.dataset.label ??= names[place]; });
  };

  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const text = (cell) => (cell.dataset.value ?? cell.textContent).trim();

  const rows = [...body.rows].map((line, first) => {
    const cells = [...line.cells].map(text);
    return { line, first, cells, folded: fold(cells.join(" ") + " " + line.id) };
  });
  const filters = [...form.querySelectorAll("select[data-column]")].map((select) => {
    const place = places.get(select.dataset.column);
    const codes = new Map([...select.options].slice(1).map((option) => [option.textContent.trim(), option.value]));
    const several = "several" in select.dataset;
    const held = rows.map(({ line, cells }) => {
      const cell = line.cells[place];
      if ("coded" in select.dataset) return [cell.dataset.code ?? UNTOLD];
      if (!cells[place]) return [UNTOLD];
      return (several ? cells[place].split(", ") : [cells[place]]).map((label) => codes.get(label));
    });
    return { select, held };
  });

  let sorted = rows;
  let arranged = order.dataset.first;
  let shown = rows;

  function arrange() {
    if (order.value === arranged) return false;
    arranged = order.value;
    const down = arranged.startsWith("-");
    const place = places.get(arranged.replace("-", ""));
    const compare = (one, other) => {
      const [a, b] = [one.cells[place], other.cells[place]];
      if (!a || !b) return Number(!a) - Number(!b) || one.first - other.first;
      return (down ? collator.compare(b, a) : collator.compare(a, b)) || one.first - other.first;
    };
    sorted = [...rows].sort(compare);
    body.append(...sorted.map((row) => row.line));
    headings.forEach((heading, index) => {
      if (index === place) heading.setAttribute("aria-sort", down ? "descending" : "ascending");
      else heading.removeAttribute("aria-sort");
    });
    return true;
  }

  function chosenYears() {
    const [from, to] = years.map((field) => (field && /^\d{4}$/.test(field.value) ? Number(field.value) : null));
    if (from === null && to === null) return () => true;
    const place = places.get("fecha");
    return (row) => {
      const year = Number.parseInt(row.cells[place], 10);
      return year >= (from ?? 0) && year <= (to ?? 9999);
    };
  }

  function matching() {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    const chosen = filters.filter(({ select }) => select.value);
    const inYears = chosenYears();
    return (row) =>
      words.every((word) => row.folded.includes(word)) &&
      chosen.every(({ select, held }) => held[row.first].includes(select.value)) && inYears(row);
  }

  let waiting = 0;

  function reveal(late) {
    clearTimeout(waiting);
    table.removeAttribute("aria-busy");
    if (!late.length) return;
    table.setAttribute("aria-busy", "true");
    waiting = setTimeout(() => {
      for (const row of late.slice(0, PORTION)) row.line.hidden = false;
      reveal(late.slice(PORTION));
    });
  }

  function show() {
    const moved = arrange();
    const matches = matching();
    const late = [];
    shown = [];
    for (const row of sorted) {
      const { line } = row;
      if (!matches(row)) {
        line.hidden = true;
      } else if (shown.push(row) <= AT_ONCE || (!moved && !line.hidden)) {
        line.hidden = false;
      } else {
        line.hidden = true;
        late.push(row);
      }
    }
    reveal(late);
    const wording = shown.length === rows.length ? "all" : shown.length ? "some" : "none";
    count.textContent = form.dataset[wording]
      .replace("{shown}", amount.format(shown.length)).replace("{total}", amount.format(rows.length));
    form.querySelector('[data-do="download"]').disabled = !shown.length;
  }

  const language = document.querySelector("a.language");
  const twin = language?.getAttribute("href");

  function remember() {
    const chosen = new URLSearchParams();
    for (const field of fields) {
      const usual = field === order ? order.dataset.first : "";
      if (field.value.trim() !== usual && field.value.trim()) chosen.set(field.name, field.value.trim());
    }
    const query = chosen.size ? `?${chosen}` : "";
    if (query !== location.search) history.replaceState(null, "", location.pathname + query + location.hash);
    if (language) language.href = twin + query;
  }

  function recall() {
    const given = new URLSearchParams(location.search);
    for (const field of fields) {
      const value = given.get(field.name) ?? "";
      const known = field.options ? [...field.options].some((option) => option.value === value)
        : field.type !== "number" || /^\d{4}$/.test(value);
      field.value = known && value ? value : field === order ? order.dataset.first : "";
    }
    const more = form.querySelector("details");
    if (more && [...more.querySelectorAll("input, select")].some((field) => field.value)) more.open = true;
    show();
    if (language) language.href = twin + location.search;
  }

  function download() {
    const unsafe = new RegExp(form.dataset.unsafe);
    const written = (cell) => {
      const safe = unsafe.test(cell) ? `'${cell}` : cell;
      return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    };
    const source = ({ line }) =>
      line.querySelector("[data-source]")?.dataset.source ?? line.querySelector("a[rel]")?.getAttribute("href") ?? "";
    const lines = [
      [...headings.map((heading) => heading.textContent.trim()), ...form.dataset.extra.split("|")],
      ...shown.map((row) => [...row.cells, row.line.id, form.dataset.version, source(row)]),
    ];
    const content = `\ufeff${lines.map((cells) => cells.map(written).join(",")).join("\r\n")}\r\n`;
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(new Blob([content], { type: "text/csv;charset=utf-8" }));
    anchor.download = form.dataset.file;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 10000);
  }

  for (const heading of headings) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = heading.textContent.trim();
    button.addEventListener("click", () => {
      const { key } = heading.dataset;
      order.value = order.value === key ? `-${key}` : key;
      show();
      remember();
    });
    heading.replaceChildren(button);
  }

  let pause = 0;
  form.addEventListener("input", () => {
    show();
    clearTimeout(pause);
    pause = setTimeout(remember, TYPING_PAUSE);
  });
  // A choice made, or a field left: at once.
  form.addEventListener("change", () => {
    clearTimeout(pause);
    remember();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    remember();
  });
  form.querySelector('[data-do="clear"]').addEventListener("click", () => {
    for (const field of fields) field.value = field === order ? order.dataset.first : "";
    show();
    remember();
  });
  form.querySelector('[data-do="download"]').addEventListener("click", download);
  addEventListener("popstate", recall);
  cards.addEventListener("change", headed);
  headed();

  form.hidden = false;
  recall();
})();
