export { errorText } from "./error-text.ts";
export { registerTools } from "./register-tools.ts";
export { serveOnStdio } from "./serve-on-stdio.ts";
export { toolServer } from "./tool-server.ts";
