import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { build, Platform } from 'electron-builder'
import { temporaryFolder } from '../process/temporary-folder.mjs'
import { afterPack } from './after-pack.mjs'
import { assertHomepage, builderTools, prepareTools } from './builder-tools.mjs'
import { debianArguments } from './debian-documents.mjs'
import { writeDebScripts } from './linux-launcher.mjs'
import { leaveOutMissingFuse } from './missing-fuses.mjs'
import { stage } from './stage.mjs'

/**
 * Makes the packages for this machine from `out/`.
 *
 * @param {object} order
 * @param {string} order.root
 * @param {import('./package-options.mjs').PackageOptions} order.options
 * @param {import('./packaged-electron.mjs').PackagedElectron} order.electron
 * @returns {Promise<string[]>} paths of what was made, besides the unpacked folder
 */
export async function buildPackages({ root, options, electron }) {
  const { configuration, output, targets, isFast } = options
  const folder = temporaryFolder()
  const { name, homepage, linkScheme } = await stage({
    ...{ root, folder, configuration },
    electronVersion: electron.version,
  })
  assertHomepage(targets, homepage)
  if (electron.isStandIn) await leaveOutMissingFuse(electron.executable, join(folder, 'electron-builder.yml'))
  mkdirSync(output, { recursive: true })
  const tools = builderTools({ root, env: process.env })
  prepareTools(tools)
  Object.assign(process.env, tools, isFast ? { ELECTRON_BUILDER_COMPRESSION_LEVEL: '1' } : {})
  return build({
    projectDir: folder,
    targets: Platform.current().createTarget(targets.length > 0 ? targets : null),
    publish: 'never',
    config: {
      directories: { output },
      electronDist: electron.folder,
      electronVersion: electron.version,
      afterPack: afterPack(electron, folder),
      ...(linkScheme === null ? {} : { protocols: [{ name: 'Sign-in', schemes: [linkScheme] }] }),
      deb: {
        ...writeDebScripts(folder),
        fpm: debianArguments(folder, name),
        ...(isFast ? { compression: /** @type {const} */ ('gz') } : {}),
      },
      ...(electron.isStandIn ? testBuildMarks : {}),
    },
  })
}

const testWords = 'TEST BUILD, not for customers'

/** A package made with a stand-in says so in its name, in its description, and to whoever looks into the menu. */
const testBuildMarks = {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: these are electron-builder's own placeholders.
  artifactName: '${name}-${version}-TEST-${os}-${arch}.${ext}',
  linux: { synopsis: testWords, description: 'Made with a stand-in for the pinned Electron: see TEST-BUILD.txt.' },
}
