import { join } from 'node:path'
import { runnerImport } from 'vite'
import { runAsEntryPoint } from './process/entry-point.mjs'
import { repositoryRoot } from './process/project-paths.mjs'

/**
 * Makes test/vectors/license-files anew, all of it: the key pair is a fresh one, and its private half is not kept. Only
 * needed where the license file or the judgement of it changes on purpose.
 */
await runAsEntryPoint(import.meta.url, async () => {
  const file = join(repositoryRoot, 'test', 'license-reader', 'make-vectors.ts')
  const { module } = await runnerImport(file, { root: repositoryRoot, logLevel: 'warn' })
  const count = await module.makeVectors(join(repositoryRoot, 'test', 'vectors', 'license-files'))
  console.log(`Made ${count} license files.`)
})
