import { builtinModules } from 'node:module'
import { defineConfig } from 'vite'

/** Bundles the local License API into one file that plain Node runs. */
export default defineConfig({
  build: {
    ssr: 'src/sandbox/main.ts',
    outDir: 'out/sandbox',
    target: 'node20',
    rolldownOptions: { output: { format: 'es', entryFileNames: 'index.mjs' } },
  },
  ssr: { noExternal: true, external: [...builtinModules] },
})
