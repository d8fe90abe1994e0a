import { z } from "zod";

/** How dates are written in tables and labels. */
export const dateStyle = z.enum(["31 Mar 2026", "2026-03-31", "31/03/2026", "03/31/2026"]);
export type DateStyle = z.infer<typeof dateStyle>;

/** What a person has Sextant remember. Each is set and forgotten by an action of that person, and by nothing else. */
export const preferences = z.object({
  /** Id of the company meant where a question names none. */
  company: z.number().int().positive().nullable(),
  dateStyle: dateStyle.nullable(),
});
export type Preferences = z.infer<typeof preferences>;

/** Sets what it names; null forgets. */
export const preferenceChange = preferences.partial().strict();
export type PreferenceChange = z.infer<typeof preferenceChange>;
