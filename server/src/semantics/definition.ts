import { z } from "zod";

const name = z.string().regex(/^[a-z][a-z '/-]*$/, "a name in plain small letters");
const path = z.string().regex(/^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*$/, "a field, or fields joined by dots");
/** Fields that mean the same in different versions of Odoo: the first that exists is taken. */
const paths = z.union([path, z.array(path).min(1)]).transform((given) => (typeof given === "string" ? [given] : given));
const also = z.array(z.string().min(2)).default([]);
const value = z.union([z.string(), z.number(), z.boolean()]);
/** Conditions that all hold. */
const condition = z.tuple([path, z.enum(["=", "!=", "in", "not in", ">", "<"]), z.union([value, z.array(value)])]);

const measure = z
  .strictObject({
    sum: paths.optional(),
    /** Counts the different values of a field. */
    distinct: paths.optional(),
    count: z.literal(true).optional(),
    of: z.string(),
    /** `company`: the field is in the company's currency. Otherwise the field that holds the currency. */
    money: z.union([z.literal("company"), paths]).optional(),
    /** The field that holds the unit of measure. */
    quantity: paths.optional(),
    /** Odoo stores it below zero, and people speak of it above. */
    negated: z.literal(true).optional(),
    says: z.string().min(3).optional(),
    /** The date by which this is told over time, where it is another than the subject's. */
    period: name.optional(),
    also,
  })
  .refine(
    ({ sum, distinct, count }) => [sum, distinct, count].filter((one) => one !== undefined).length === 1,
    "needs exactly one of sum, distinct and count",
  )
  .refine(
    ({ sum, money, quantity }) => (sum === undefined ? 0 : 1) === (money || quantity ? 1 : 0) && !(money && quantity),
    "a sum needs a unit, money or quantity, and a count none",
  );

const dimension = z.strictObject({ path: paths, also });

/** One file of `prompts/semantics`. */
export const subjectDefinition = z
  .strictObject({
    subject: name,
    model: z.string().regex(/^[a-z0-9_]+(\.[a-z0-9_]+)+$/, "a model of Odoo"),
    says: z.string().min(10),
    also,
    /** The field that holds the company; `shared`: records without one belong to every company. */
    company: z.strictObject({ path, shared: z.boolean().default(false) }),
    /** The date that is meant by "in October". Without one, which date is meant is asked back. */
    period: name.optional(),
    populations: z.record(name, z.strictObject({ says: z.string().min(3), domain: z.array(condition) })),
    measures: z.record(name, measure),
    dimensions: z.record(name, dimension),
  })
  .superRefine(({ populations, measures, dimensions, period }, context) => {
    const isThere = (date: string | undefined, path: string[]) => {
      if (date !== undefined && !Object.hasOwn(dimensions, date))
        context.addIssue({ code: "custom", path, message: `no dimension is called ${date}` });
    };
    isThere(period, ["period"]);
    for (const [which, one] of Object.entries(measures)) isThere(one.period, ["measures", which, "period"]);
    for (const [which, { of }] of Object.entries(measures))
      if (!Object.hasOwn(populations, of))
        context.addIssue({ code: "custom", path: ["measures", which, "of"], message: `no population is called ${of}` });
  });
export type SubjectDefinition = z.output<typeof subjectDefinition>;
export type MeasureDefinition = SubjectDefinition["measures"][string];

/** `words.yaml`: words that mean different things to different people, and the measures that they may mean. */
export const ambiguousWords = z.strictObject({
  words: z.array(
    z.strictObject({
      word: z.string().min(2),
      also,
      choices: z.array(z.strictObject({ subject: name, measure: name })).min(2),
    }),
  ),
});
export type AmbiguousWord = z.output<typeof ambiguousWords>["words"][number];
