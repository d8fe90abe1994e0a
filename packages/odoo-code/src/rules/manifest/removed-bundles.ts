import type { ManifestFacts } from "../../facts.ts";
import type { Check, FileSource } from "../rule.ts";

const common = {
  rule: "odoo-deprecated-assets-common",
  code: null,
  severity: "warning",
  title: "no bundle `web.assets_common`, which no page loads any more",
  from: "17.0",
} as const;

/** Bundles that Odoo has taken away: what is put into them reaches nobody. */
export const removedBundles: Check<FileSource<ManifestFacts>> = {
  rules: [common],
  check({ facts }, report) {
    for (const { role, context, value, span } of facts.references)
      if (role === "asset" && context === "assets-bundle" && value === "web.assets_common")
        report({
          rule: common,
          span,
          message: "No page loads web.assets_common any more: use web.assets_backend and web.assets_frontend.",
        });
  },
};
