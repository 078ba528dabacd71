import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { madeAtOf } from './scripts/build/made-at.mjs'
import { recordBundledPackages } from './scripts/packaging/bundled-packages.mjs'

const probeWorker = { 'device-probe-worker': 'src/engine/device-probe-worker.ts' }

/** For plain Node, with nothing installed beside it. */
const forNode = {
  outDir: 'out/cli',
  target: 'node20',
  rolldownOptions: {
    input: { index: 'src/cli/main.ts', ...probeWorker },
    output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'chunk-[hash].mjs' },
  },
} as const

/** For a thread of the packaged program: read out of the asar, by the Node inside of Electron. */
const forPackage = {
  outDir: 'out/command-line',
  target: 'node18',
  minify: true,
  rolldownOptions: {
    input: { packaged: 'src/cli/packaged.ts', ...probeWorker },
    output: {
      format: 'cjs',
      entryFileNames: '[name].js',
      chunkFileNames: 'chunk-[hash].js',
      // undici asks for it; the Node of the oldest Electron in use has it in a module only.
      banner: "globalThis.File ??= require('node:buffer').File;",
    },
  },
} as const

/** Bundles the command line and its probe thread; `--mode packaged` for what is shipped. */
export default defineConfig(({ mode }) => ({
  define: { __PROGRAM_MADE_AT__: JSON.stringify(madeAtOf(import.meta.dirname, process.env)) },
  plugins: mode === 'packaged' ? [recordBundledPackages('command-line')] : [],
  resolve: {
    // electron-store asks Electron for a folder only where it is given none, and it is always given one.
    alias: { electron: fileURLToPath(new URL('src/cli/no-electron.ts', import.meta.url)) },
  },
  build: { ssr: true, ...(mode === 'packaged' ? forPackage : forNode) },
  ssr: { noExternal: true, external: [...builtinModules] },
}))
