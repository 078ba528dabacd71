import { builtinModules } from 'node:module'
import { defineConfig } from 'vite'

/** Bundles the check and the preview of a vendor's look. They are tools of the project and in no package. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'out/preview-tools',
    target: 'node18',
    rolldownOptions: {
      input: { check: 'src/preview/check-main.ts', preview: 'src/preview/preview-main.ts' },
      output: { format: 'cjs', entryFileNames: '[name].cjs' },
    },
  },
  ssr: { noExternal: true, external: ['electron', ...builtinModules] },
})
