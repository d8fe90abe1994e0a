import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/**
 * The server's content policy allows no inline script, no data: script and no other origin: nothing is inlined, nothing is
 * preloaded by a generated script. In development the API of a running server is proxied.
 */
export default defineConfig({
  plugins: [react()],
  // The server writes where it is into the page.
  base: "./",
  build: {
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: {
      "/api": { target: process.env.SEXTANT_SERVER ?? "http://127.0.0.1:8466", changeOrigin: true },
    },
  },
});
