import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";

/** Whatever is typed into the command palette can be asked; see `systray_item.js` for the command that opens the panel. */
registry.category("command_provider").add("sextant", {
  provide(env, { searchValue = "" } = {}) {
    const { sextant } = env.services;
    const question = searchValue.trim();
    if (!sextant.available || !question) {
      return [];
    }
    return [{ name: _t("Ask Sextant: %s", question), category: "default", action: () => void sextant.ask(question) }];
  },
});
