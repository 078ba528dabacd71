import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { madeAtOf } from './scripts/build/made-at.mjs'
import { recordBundledPackages } from './scripts/packaging/bundled-packages.mjs'

// The build targets are written out: electron-vite would derive them from the installed `electron` package,
// while tests may run on an older runtime (docs/decisions/0002-electron-runtime.md).
const nodeTarget = 'node18'
const chromeTarget = 'chrome114'

const commonJs = { output: { format: 'cjs', entryFileNames: '[name].js' } } as const

// undici asks for it as it is loaded; the Node of the oldest Electron in use has it in a module only.
const banner = "globalThis.File ??= require('node:buffer').File;"

export default defineConfig({
  main: {
    define: { __PROGRAM_MADE_AT__: JSON.stringify(madeAtOf(import.meta.dirname, process.env)) },
    plugins: [recordBundledPackages('main')],
    build: {
      target: nodeTarget,
      externalizeDeps: false,
      minify: true,
      rolldownOptions: {
        output: { ...commonJs.output, chunkFileNames: '[name]-[hash].js', banner },
        input: { index: 'src/main/index.ts', 'device-probe-worker': 'src/engine/device-probe-worker.ts' },
      },
    },
  },
  preload: {
    plugins: [recordBundledPackages('preload')],
    build: {
      target: nodeTarget,
      externalizeDeps: false,
      rolldownOptions: { ...commonJs, input: { bridge: 'src/preload/bridge.ts' } },
    },
  },
  renderer: { build: { target: chromeTarget, minify: true }, plugins: [react(), recordBundledPackages('renderer')] },
})
