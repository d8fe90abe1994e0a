import type { ManifestFacts } from "../../facts.ts";
import type { Check, FileSource } from "../rule.ts";
import { isRead, keySpan, valueAt } from "./manifest-values.ts";

const authorString = {
  rule: "manifest-author-string",
  code: "E8101",
  severity: "warning",
  title: "`author` is one string",
} as const;
const requiredAuthor = {
  rule: "manifest-required-author",
  code: "C8101",
  severity: "info",
  title: "`author` names one of the required authors",
  optional: true,
} as const;
const maintainers = {
  rule: "manifest-maintainers-list",
  code: "E8104",
  severity: "warning",
  title: "`maintainers` is a list of strings",
} as const;
const email = {
  rule: "invalid-email",
  code: "R8181",
  severity: "info",
  title: "`support` is an e-mail address",
} as const;
const website = {
  rule: "website-manifest-key-not-valid-uri",
  code: "W8114",
  severity: "warning",
  title: "`website` is a valid address",
} as const;

/** A domain name: labels of up to 63 characters, a last one that ends in a letter. */
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9_-]{0,61}[a-z]$/i;
const EMAIL = /^[\w.+-]+@[a-z0-9-]+\.[a-z0-9.-]+$/i;

/** Keys of a manifest that name people and addresses. */
export const people: Check<FileSource<ManifestFacts>> = {
  rules: [authorString, requiredAuthor, maintainers, email, website],
  check(source, report) {
    const { facts, options } = source;
    if (!isRead(facts)) return;
    const author = valueAt(facts, "author");
    if (author !== undefined && typeof author !== "string") {
      report({
        rule: authorString,
        span: keySpan(source, "author"),
        message: "`author` is not a string; join several names by commas.",
      });
    } else {
      const names = (author ?? "").split(",").map((name) => name.trim());
      if (!options.manifestRequiredAuthors.some((name) => names.includes(name))) {
        const wanted = options.manifestRequiredAuthors.join(", ");
        report({
          rule: requiredAuthor,
          span: keySpan(source, "author"),
          message: `\`author\` names none of: ${wanted}.`,
        });
      }
    }
    const list = valueAt(facts, "maintainers");
    const empty = list === undefined || list === null || list === "" || list === false || list === 0;
    if (!empty && !(Array.isArray(list) && list.every((name) => typeof name === "string")))
      report({
        rule: maintainers,
        span: keySpan(source, "maintainers"),
        message: "`maintainers` is not a list of strings.",
      });
    const support = valueAt(facts, "support");
    if (typeof support === "string" && support !== "" && !EMAIL.test(support))
      report({ rule: email, span: keySpan(source, "support"), message: `"${support}" is not an e-mail address.` });
    const address = valueAt(facts, "website");
    if (typeof address === "string" && address !== "" && !isAddress(address))
      report({
        rule: website,
        span: keySpan(source, "website"),
        message: `"${address}" is not one http or https address.`,
      });
  },
};

function isAddress(written: string): boolean {
  if (/\s/.test(written)) return false;
  const host = /^https?:\/\/([^/?#]+)/i.exec(written)?.[1];
  if (host === undefined || host.includes("__")) return false;
  try {
    // Names outside ASCII are written in it on the wire.
    return DOMAIN.test(/^[\x20-\x7e]*$/.test(host) ? host : new URL(`http://${host}`).hostname);
  } catch {
    return false;
  }
}
