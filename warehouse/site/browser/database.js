// DuckDB in a worker of its own over one published database file: all that the SQL page knows of DuckDB.
// esbuild makes one file of this and of what it imports; worker and module lie beside that file.
import { AsyncDuckDB, VoidLogger } from "@duckdb/duckdb-wasm";

const beside = (name) => new URL(name, import.meta.url).href;
const FILE = "acuerdos.duckdb";
// The page's content security policy does not bind a worker: these four keep every query on this host.
const OPENING = `
  ATTACH '${FILE}' AS acuerdos (READ_ONLY);
  USE acuerdos;
  SET autoload_known_extensions = false;
  SET autoinstall_known_extensions = false;
  SET enable_external_access = false;
  SET lock_configuration = true;
`;
const NUMERIC = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL\(.*\))$/;
const TEXTS = "VARCHAR[]";

const quoted = (name) => `"${name.replaceAll('"', '""')}"`;
// DuckDB itself writes each value as text: no number, date or list loses anything in JavaScript.
const written = ({ name, type }) =>
  type === TEXTS ? `array_to_string(${quoted(name)}, ' | ')` : `CAST(${quoted(name)} AS VARCHAR)`;
const rowsOf = (table) => {
  const columns = table.schema.fields.map((_, place) => table.getChildAt(place).toArray());
  return Array.from({ length: table.numRows }, (_, row) => columns.map((column) => column[row]));
};

/** The database at `address`, asked by `ask` and shut by `close`; rejects where something cannot be had. */
export async function open(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} ${new URL(address, location.href).pathname}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const database = new AsyncDuckDB(new VoidLogger(), new Worker(beside("duckdb-browser-eh.worker.js")));
  await database.instantiate(beside("duckdb-eh.wasm"));
  await database.registerFileBuffer(FILE, bytes);
  const connection = await database.connect();
  await connection.query(OPENING);
  const rows = async (sql) => rowsOf(await connection.query(sql));

  return {
    /** Runs one query: its columns, how many rows it has, and `first(count)`, which gives the rows as texts. */
    async ask(sql) {
      await connection.query(`CREATE OR REPLACE TEMP TABLE answer AS FROM (\n${sql.replace(/[;\s]+$/, "")}\n)`);
      const described = await rows("SELECT column_name, column_type FROM (DESCRIBE temp.answer)");
      const columns = described.map(([name, type]) => ({ name, type, numeric: NUMERIC.test(type) }));
      const [[count]] = await rows("SELECT CAST(count(*) AS INTEGER) FROM temp.answer");
      const first = (most) => rows(`SELECT ${columns.map(written).join(", ")} FROM temp.answer LIMIT ${most}`);
      return { columns, count, first };
    },
    /** Ends the worker, and with it a query that takes too long. */
    close: () => database.terminate(),
  };
}
