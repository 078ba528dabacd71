import { buildLicenseReader, readerFolder } from './build/license-reader.mjs'
import { runAsEntryPoint } from './process/entry-point.mjs'
import { repositoryRoot } from './process/project-paths.mjs'

await runAsEntryPoint(import.meta.url, async () => {
  await buildLicenseReader(repositoryRoot)
  console.log(`Built: ${readerFolder(repositoryRoot)}`)
})
