import { Component, useState } from "@odoo/owl";
import { useCommand } from "@web/core/commands/command_hook";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";

/** Chosen because neither Odoo nor common browsers use it. */
const HOTKEY = "alt+shift+a";

/** The button in the top bar that opens and closes the panel; also its command in the palette and its shortcut. */
export class SystrayItem extends Component {
  static template = "sextant.SystrayItem";
  static props = {};

  setup() {
    this.sextant = useService("sextant");
    if (this.sextant.available) {
      this.state = useState(this.sextant.state);
      useCommand(_t("Ask Sextant"), () => this.sextant.open(), {
        hotkey: HOTKEY,
        global: true,
        // Also from within a field: most views put the cursor into one.
        hotkeyOptions: { bypassEditableProtection: true, global: true },
      });
    }
  }

  toggle() {
    if (this.state.open) {
      this.sextant.close();
    } else {
      this.sextant.open();
    }
  }
}

registry.category("systray").add("sextant.panel", { Component: SystrayItem }, { sequence: 26 });
