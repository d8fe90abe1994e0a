import { onMounted, onWillUnmount } from "@odoo/owl";

/** Told to the rest of the page, which makes room for the panel. */
const OPEN_CLASS = "o_sextant_open";

/**
 * Has the page make room for the panel once the panel has been painted: a list or a kanban of hundreds of records takes
 * longer to be laid out anew than all that the user waits for.
 */
export function useRoomInPage() {
  let frame = 0;
  onMounted(() => {
    // The first frame paints the panel, the second begins after it.
    frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => document.body.classList.add(OPEN_CLASS));
    });
  });
  onWillUnmount(() => {
    cancelAnimationFrame(frame);
    document.body.classList.remove(OPEN_CLASS);
  });
}
