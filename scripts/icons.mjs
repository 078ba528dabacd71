import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toIcns, toIco } from './packaging/icon-files.mjs'
import { runAsEntryPoint } from './process/entry-point.mjs'
import { repositoryRoot } from './process/project-paths.mjs'
import { runCommand } from './process/run-command.mjs'
import { SetupProblem } from './process/setup-problem.mjs'
import { temporaryFolder } from './process/temporary-folder.mjs'
import { setUp } from './setup.mjs'
import { withDisplay } from './system/virtual-display.mjs'

const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
/** The sizes that Linux desktops ask for. */
const linuxSizes = new Set([16, 24, 32, 48, 64, 128, 256, 512])

/** Draws the icons of every system from `build/icon.svg`. To be run by hand, after that file was changed. */
async function makeIcons() {
  const { electron, electronArgs, env } = await setUp()
  const build = join(repositoryRoot, 'build')
  const drawn = temporaryFolder()
  const app = join(repositoryRoot, 'scripts', 'packaging', 'icon-app')
  const args = [...electronArgs, `--user-data-dir=${join(drawn, 'profile')}`, app]
  const order = [join(build, 'icon.svg'), drawn, sizes.join(',')]
  const { code, output } = await withDisplay(
    (shown) => runCommand(electron, [...args, ...order], { env: shown, output: 'capture' }),
    env,
  )
  if (code !== 0) throw new SetupProblem(`The icons could not be drawn: ${output}`)
  const icons = sizes.map((size) => ({ size, png: readFileSync(join(drawn, `${size}x${size}.png`)) }))
  rmSync(join(build, 'icons'), { recursive: true, force: true })
  mkdirSync(join(build, 'icons'))
  for (const size of linuxSizes) {
    copyFileSync(join(drawn, `${size}x${size}.png`), join(build, 'icons', `${size}x${size}.png`))
  }
  copyFileSync(join(drawn, '1024x1024.png'), join(build, 'icon.png'))
  writeFileSync(join(build, 'icon.ico'), toIco(icons))
  writeFileSync(join(build, 'icon.icns'), toIcns(icons))
}

await runAsEntryPoint(import.meta.url, makeIcons)
