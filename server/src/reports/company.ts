import { SextantError } from "@sextant/contracts";
import type { Company } from "@sextant/ledger";

const fold = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

/**
 * The company meant by an id, a name, or words of exactly one name. Without one, the user's first company.
 *
 * @throws SextantError `unknown_company`, listing those that the user sees; `company_not_visible` for an id that is not among them.
 */
export function chooseCompany(companies: readonly Company[], wanted: number | string | undefined): Company {
  const [first] = companies;
  if (!first)
    throw new SextantError("company_not_visible", "This user sees no company. Ask an administrator for access to one.");
  if (wanted === undefined) return first;
  const names = companies.map(({ id, name }) => `${name} (${id})`).join(", ");
  const id = typeof wanted === "number" ? wanted : /^\d+$/.test(wanted) ? Number(wanted) : undefined;
  if (id !== undefined) {
    const found = companies.find((company) => company.id === id);
    if (found) return found;
    throw new SextantError("company_not_visible", `This user does not see a company with id ${id}. Visible: ${names}.`);
  }
  const text = fold(String(wanted));
  const exact = companies.filter(({ name }) => fold(name) === text);
  // The beginning of any of its words will do, when only one company has it.
  const matches = exact.length > 0 ? exact : companies.filter(({ name }) => ` ${fold(name)}`.includes(` ${text}`));
  if (matches.length === 1 && matches[0]) return matches[0];
  const why = matches.length === 0 ? "No visible company is" : "More than one company is";
  throw new SextantError("unknown_company", `${why} called "${wanted}". Visible: ${names}.`);
}
