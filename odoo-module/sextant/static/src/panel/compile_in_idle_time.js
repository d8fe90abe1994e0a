import { onMounted, onWillUnmount, useComponent } from "@odoo/owl";

/** Where browsers do not tell when they have nothing to do (Safari). */
const LATER = 2000;

/**
 * Compiles the template of a component while the page has nothing to do, so that the first time it is shown is like every
 * other. Asks nobody anything.
 */
export function compileInIdleTime({ template }) {
  const { app } = useComponent().__owl__;
  const compile = () => app.getTemplate(template);
  let stop = () => undefined;
  onMounted(() => {
    if (window.requestIdleCallback) {
      const handle = window.requestIdleCallback(compile);
      stop = () => window.cancelIdleCallback(handle);
    } else {
      const handle = setTimeout(compile, LATER);
      stop = () => clearTimeout(handle);
    }
  });
  onWillUnmount(() => stop());
}
