import { SextantError } from "@sextant/contracts";
import type { Reader } from "../reading/reader.ts";
import type { FieldInfo, ServerInfo } from "../types.ts";

export interface NamedRow {
  readonly id: number;
  readonly name: string;
}

export interface MemoryModel {
  /** Rows by id; changed by a test while a read goes on. */
  readonly rows: Map<number, NamedRow>;
  readonly calls: { method: string; named: Readonly<Record<string, unknown>> }[];
  /** Greatest number of pages that were in flight at once. */
  mostInFlight: number;
  /** Called before each answer. */
  before: (method: string) => void | Promise<void>;
  /** Changes the answer of a call. */
  spoil: (method: string, result: unknown) => unknown;
  readonly reader: Reader;
}

const NAME: FieldInfo = { name: "name", type: "char", label: "Name", required: false, readonly: false, stored: true };

const INFO: ServerInfo = {
  transport: "json-2",
  version: "19.0",
  major: 19,
  userId: 2,
  login: "ann",
  lang: "en_US",
  tz: "UTC",
};

/** One model in memory that understands the domains of a keyset read. */
export function memoryModel(
  ids: Iterable<number>,
  concurrency = 3,
  other: { readonly info?: Partial<ServerInfo>; readonly field?: Partial<FieldInfo> } = {},
): MemoryModel {
  let inFlight = 0;
  const model: MemoryModel = {
    rows: new Map([...ids].map((id) => [id, { id, name: `row ${id}` }])),
    calls: [],
    mostInFlight: 0,
    before: () => undefined,
    spoil: (_, result) => result,
    reader: {
      concurrency,
      info: { ...INFO, ...other.info },
      fieldsOf: async () => new Map([["name", { ...NAME, ...other.field }]]),
      moneyRules: async () => ({ byCurrency: new Map() }),
      async ask(_model, method, { named }, { signal }) {
        model.calls.push({ method, named });
        const page = isPage(method) ? 1 : 0;
        inFlight += page;
        model.mostInFlight = Math.max(model.mostInFlight, inFlight);
        try {
          await new Promise((resolve) => setImmediate(resolve));
          await model.before(method);
          if (signal?.aborted) throw new SextantError("aborted", "The call was cancelled.");
          return model.spoil(method, answer(model.rows, method, named));
        } finally {
          inFlight -= page;
        }
      },
    },
  };
  return model;
}

/** Whether a method reads the rows of a range. */
export const isPage = (method: string): boolean => method === "search_read" || method === "formatted_read_group";

function answer(rows: MemoryModel["rows"], method: string, named: Readonly<Record<string, unknown>>): unknown {
  const terms = named.domain as readonly (readonly [string, string, unknown])[];
  const found = [...rows.values()]
    .filter(({ id }) => terms.every(([, operator, value]) => matches(id, operator, value)))
    .sort((a, b) => (named.order === "id desc" ? b.id - a.id : a.id - b.id));
  if (method === "search_count") return found.length;
  if (method === "formatted_read_group") return columnsOf(found);
  const page = found.slice(0, named.limit as number);
  return method === "search" ? page.map(({ id }) => id) : page.map((row) => ({ ...row }));
}

function matches(id: number, operator: string, value: unknown): boolean {
  switch (operator) {
    case ">":
      return id > (value as number);
    case ">=":
      return id >= (value as number);
    case "<=":
      return id <= (value as number);
    case "in":
      return (value as readonly number[]).includes(id);
    default:
      throw new Error(`operator ${operator}`);
  }
}

function columnsOf(rows: readonly Partial<NamedRow>[]): readonly [Readonly<Record<string, unknown>>] {
  const names = rows.map(({ name }) => name).filter((name) => name !== undefined);
  return [{ __count: rows.length, "id:array_agg": rows.map(({ id }) => id), "name:array_agg": names }];
}

/** A page with other rows, in the form in which it came: records, or a group of columns. */
export function spoilPage(
  page: unknown,
  change: (rows: readonly Partial<NamedRow>[]) => readonly Partial<NamedRow>[],
): unknown {
  const [first] = page as readonly Readonly<Record<string, unknown>>[];
  if (first === undefined || !("__count" in first)) return change(page as readonly NamedRow[]);
  const names = first["name:array_agg"] as readonly string[];
  return columnsOf(
    change((first["id:array_agg"] as readonly number[]).map((id, at) => ({ id, name: names[at] ?? "" }))),
  );
}
