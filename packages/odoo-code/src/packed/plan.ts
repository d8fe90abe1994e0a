/** How a value is packed: what of it is read only when somebody asks. */
export interface Plan {
  /** A part of its own, which is read when its property is first asked for. */
  readonly apart?: boolean;
  /** Plan of the properties; of a list, of each item's. */
  readonly below?: Readonly<Record<string, Plan>>;
  /** Items of the list are parts of their own, which others may name. */
  readonly items?: boolean;
}

const APART: Plan = { apart: true };

/** Root of a module's block: what the linked view does not ask every module for is read when it does. */
export const ROOT_PLAN: Plan = {
  below: {
    facts: APART,
    references: APART,
    kinds: APART,
    python: APART,
    extensions: APART,
    foreign: APART,
    views: APART,
  },
};

/** Root of a module's second block. */
export const USES_PLAN: Plan = { below: { kinds: APART } };

/** The same of a table: its rows are short, and read as a whole. */
export const TABLE_PLAN: Plan = {
  below: {
    problems: APART,
    suppressions: APART,
    lineStarts: APART,
    header: APART,
    records: { apart: true, items: true },
  },
};

/** Facts of a file: its lists are read when asked for; of a class its members, of a record its fields and arch. */
export const FACTS_PLAN: Plan = {
  below: {
    problems: APART,
    suppressions: APART,
    lineStarts: APART,
    imports: APART,
    classes: { apart: true, items: true, below: { fields: APART, methods: APART, attributes: APART } },
    functions: APART,
    constants: APART,
    keys: APART,
    keySpans: APART,
    data: APART,
    actions: APART,
    records: {
      apart: true,
      items: true,
      below: { fields: { apart: true, below: { value: { below: { nodes: APART } } } }, arch: APART },
    },
    templates: { apart: true, below: { node: APART } },
    header: APART,
    registrations: APART,
    components: APART,
    patches: APART,
    ormCalls: APART,
    exports: APART,
    entries: APART,
  },
};
