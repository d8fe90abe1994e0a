import { onMounted, onWillUnmount } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";
import { patch } from "@web/core/utils/patch";
import { FormController } from "@web/views/form/form_controller";
import { KanbanController } from "@web/views/kanban/kanban_controller";
import { ListController } from "@web/views/list/list_controller";

for (const [type, Controller] of [
  ["form", FormController],
  ["list", ListController],
  ["kanban", KanbanController],
]) {
  patch(Controller.prototype, {
    setup() {
      super.setup();
      const place = useService("sextant_place");
      let leave = null;
      onMounted(() => {
        leave = place.enter({ type, model: this.model });
      });
      onWillUnmount(() => leave?.());
    },
  });
}
