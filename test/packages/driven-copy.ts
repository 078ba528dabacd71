import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPackage, extractAll } from '@electron/asar'
import { hasSandbox } from './packaged-run.ts'

/**
 * A second copy of the installed program that can be driven: the same binary, the same fuses and the same code, with one
 * file before it that opens a debugging port after the wizard has looked for one. The product itself has no such door.
 */
const door = `
const { app } = require('electron')
require('./out/main/index.js')
app.commandLine.appendSwitch('remote-debugging-port', '0')
`

/** Where a container leaves Chromium no sandbox, the copy, and only the copy, goes without. */
const doorWithoutSandbox = `
const { app } = require('electron')
app.commandLine.removeSwitch('no-sandbox')
process.argv = process.argv.filter((arg) => arg !== '--no-sandbox')
require('./out/main/index.js')
app.commandLine.removeSwitch('enable-sandbox')
app.commandLine.appendSwitch('no-sandbox')
app.commandLine.appendSwitch('remote-debugging-port', '0')
`

/** The folder of the copy. */
export async function makeDrivenCopy(program: string, scratch: string): Promise<string> {
  const copy = join(scratch, 'driven')
  cpSync(program, copy, { recursive: true })
  const asar = join(copy, 'resources', 'app.asar')
  const unpacked = join(scratch, 'driven-app')
  extractAll(asar, unpacked)
  const manifestPath = join(unpacked, 'package.json')
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'))
  writeFileSync(manifestPath, JSON.stringify({ ...manifest, main: 'door.cjs' }))
  writeFileSync(join(unpacked, 'door.cjs'), hasSandbox() ? door : doorWithoutSandbox)
  rmSync(asar)
  await createPackage(unpacked, asar)
  rmSync(unpacked, { recursive: true })
  return copy
}
