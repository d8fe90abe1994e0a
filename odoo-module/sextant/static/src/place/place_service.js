import { registry } from "@web/core/registry";

/**
 * Knows what the user looks at. Views tell it their model while they are on the screen (`watched_views.js`); what is
 * open right now is asked for when it is needed.
 */
export const placeService = {
  dependencies: ["action"],
  start(_env, { action }) {
    /** Views on the screen, the topmost last: a dialog's form lies over the list behind it. */
    const shown = [];
    return {
      /** @returns {() => void} to be called when the view leaves the screen */
      enter(view) {
        shown.push(view);
        return () => shown.splice(shown.indexOf(view), 1);
      },
      /**
       * @returns {{model: string | null, viewType: string | null, action: string, record: {id, name, values} | null,
       *  selection: {id, name}[]}}
       */
      current() {
        const controller = action.currentController;
        const view = shown.at(-1);
        const root = view?.model.root;
        return {
          model: root?.resModel ?? controller?.props.resModel ?? null,
          viewType: view?.type ?? controller?.view?.type ?? null,
          action: controller?.displayName || controller?.action.name || "",
          record: view?.type === "form" && root?.resId ? recordOf(root) : null,
          selection: (root?.selection ?? []).map(recordOf),
        };
      },
    };
  },
};

const nameOf = ({ display_name: shownName, name }) =>
  [shownName, name].find((one) => typeof one === "string" && one) || "";

const recordOf = (record) => ({ id: record.resId, name: nameOf(record.data), values: record.data });

registry.category("services").add("sextant_place", placeService);
