import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** Bundles the command line and its probe thread into files that plain Node runs, with nothing installed beside them. */
export default defineConfig({
  resolve: {
    // electron-store asks Electron for a folder only where it is given none, and it is always given one.
    alias: { electron: fileURLToPath(new URL('src/cli/no-electron.ts', import.meta.url)) },
  },
  build: {
    ssr: true,
    outDir: 'out/cli',
    target: 'node20',
    rolldownOptions: {
      input: { index: 'src/cli/main.ts', 'device-probe-worker': 'src/engine/device-probe-worker.ts' },
      output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'chunk-[hash].mjs' },
    },
  },
  ssr: { noExternal: true, external: [...builtinModules] },
})
