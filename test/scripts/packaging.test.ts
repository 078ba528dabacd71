import { chmodSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  assertDebTools,
  assertHomepage,
  assertTargets,
  builderTools,
  prepareTools,
} from '../../scripts/packaging/builder-tools.mjs'
import { parsePackageOptions } from '../../scripts/packaging/package-options.mjs'
import { packagedElectron, pinnedVersion } from '../../scripts/packaging/packaged-electron.mjs'
import { repositoryRoot } from '../../scripts/process/project-paths.mjs'
import { temporaryPlace, writeAt } from './temporary-place.ts'

describe('parsePackageOptions', () => {
  it('takes the usual places where nothing is said', () => {
    expect(parsePackageOptions([], '/project')).toEqual({
      configuration: join('/project', 'activation.config.json'),
      output: join('/project', 'dist'),
      targets: [],
      isFast: false,
    })
  })

  it('takes what is said', () => {
    const args = ['--configuration', '/c.json', '--output', '/o', '--targets', 'dir,deb', '--fast']
    expect(parsePackageOptions(args, '/project')).toEqual({
      configuration: '/c.json',
      output: '/o',
      targets: ['dir', 'deb'],
      isFast: true,
    })
  })

  it.each([[['--targett', 'deb']], [['deb']], [['--output']]])('says how it is used when it is given %j', (args) => {
    expect(() => parsePackageOptions(args, '/project')).toThrow(/Usage: npm run package/)
  })
})

describe('assertTargets', () => {
  const withPrograms = (...names: string[]) => {
    const folder = temporaryPlace()
    for (const name of names) writeAt(folder, name, '#!/bin/sh\n')
    return { PATH: folder }
  }

  it('says in one sentence what an rpm lacks', () => {
    expect(() => assertTargets(['deb', 'rpm'], withPrograms(), 'linux')).toThrow(
      /^An \.rpm is made with fpm and rpmbuild: this system lacks fpm and rpmbuild\.$/,
    )
    expect(() => assertTargets(['rpm'], withPrograms('fpm'), 'linux')).toThrow(/lacks rpmbuild\.$/)
  })

  it('lets everything else through', () => {
    expect(() => assertTargets(['rpm'], withPrograms('fpm', 'rpmbuild'), 'linux')).not.toThrow()
    expect(() => assertTargets(['deb', 'dir'], withPrograms(), 'linux')).not.toThrow()
    expect(() => assertTargets([], withPrograms(), 'linux')).not.toThrow()
  })
})

describe('assertHomepage', () => {
  it.each([[[]], [['dir', 'deb']]])('asks for one before %j is built', (targets) => {
    expect(() => assertHomepage(targets, null, 'linux')).toThrow(/^A \.deb names a home page: set vendor\.supportUrl/)
    expect(() => assertHomepage(targets, 'https://example.com', 'linux')).not.toThrow()
  })

  it('asks for none where no package names it', () => {
    expect(() => assertHomepage(['dir'], null, 'linux')).not.toThrow()
    expect(() => assertHomepage([], null, 'win32')).not.toThrow()
  })
})

describe('packagedElectron', () => {
  it('knows the pinned Electron by the version beside it', async () => {
    const folder = temporaryPlace()
    const pinned = pinnedVersion(repositoryRoot)
    writeAt(folder, 'electron', '')
    writeAt(folder, 'version', `v${pinned}\n`)
    const electron = await packagedElectron(repositoryRoot, join(folder, 'electron'), 'linux')
    expect(electron).toEqual({ folder, executable: join(folder, 'electron'), version: pinned, isStandIn: false })
  })

  it('takes any other version for a stand-in', async () => {
    const folder = temporaryPlace()
    writeAt(folder, 'version', '25.1.1')
    const electron = await packagedElectron(repositoryRoot, join(folder, 'electron'), 'linux')
    expect(electron).toMatchObject({ version: '25.1.1', isStandIn: true })
  })

  it.skipIf(process.platform === 'win32')('asks the program where no version is written', async () => {
    const folder = temporaryPlace()
    writeAt(folder, 'electron', '#!/bin/sh\n[ "$ELECTRON_RUN_AS_NODE" = 1 ] && echo 25.1.1\n')
    chmodSync(join(folder, 'electron'), 0o755)
    const electron = await packagedElectron(repositoryRoot, join(folder, 'electron'), 'linux')
    expect(electron).toMatchObject({ version: '25.1.1', isStandIn: true })
  })

  it('refuses a program that has no folder of its own', async () => {
    await expect(packagedElectron(repositoryRoot, '/usr/bin/electron25', 'linux')).rejects.toThrow(/whole folder/)
  })
})

describe('builderTools', () => {
  const place = (env: NodeJS.ProcessEnv) => ({ root: '/project', env, platform: 'linux' as const, arch: 'x64' })
  const sevenZip = join('/project', 'node_modules', '7zip-bin', 'linux', 'x64', '7za')

  it('makes Debian packages with dpkg-deb where there is no fpm', () => {
    const folder = temporaryPlace()
    writeAt(folder, 'dpkg-deb', '')
    expect(builderTools(place({ PATH: folder }))).toEqual({
      ELECTRON_BUILDER_7ZIP_PATH: sevenZip,
      CUSTOM_FPM_PATH: join('/project', 'scripts', 'packaging', 'fpm-shim.mjs'),
    })
  })

  it('prefers the fpm of the system', () => {
    const folder = temporaryPlace()
    for (const name of ['fpm', 'dpkg-deb']) writeAt(folder, name, '')
    expect(builderTools(place({ PATH: folder }))).toEqual({
      ELECTRON_BUILDER_7ZIP_PATH: sevenZip,
      USE_SYSTEM_FPM: 'true',
    })
  })

  it('leaves to electron-builder what it cannot find, what a person has set, and other systems', () => {
    expect(builderTools(place({ PATH: '' }))).toEqual({ ELECTRON_BUILDER_7ZIP_PATH: sevenZip })
    expect(builderTools(place({ PATH: '', ELECTRON_BUILDER_7ZIP_PATH: '/7za', CUSTOM_FPM_PATH: '/fpm' }))).toEqual({})
    expect(builderTools({ ...place({}), platform: 'darwin' })).toEqual({})
  })

  it('gives the unpacked 7-Zip the right to be executed', () => {
    const folder = temporaryPlace()
    writeAt(folder, '7za', '')
    prepareTools({ ELECTRON_BUILDER_7ZIP_PATH: join(folder, '7za') })
    expect(statSync(join(folder, '7za')).mode & 0o111).not.toBe(0)
  })
})

describe('assertDebTools', () => {
  it('names what is missing, and where it comes from', () => {
    expect(() => assertDebTools({ PATH: '' }, 'linux')).toThrow(/need Linux with dpkg-deb[\s\S]*dnf install -y dpkg/)
  })
})

describe('the icons', () => {
  const build = join(repositoryRoot, 'build')

  it('hold every size that Windows asks for', () => {
    const ico = readFileSync(join(build, 'icon.ico'))
    expect(ico.readUInt16LE(2)).toBe(1)
    const sizes = Array.from({ length: ico.readUInt16LE(4) }, (_, at) => {
      const [width, offset] = [ico.readUInt8(6 + 16 * at) || 256, ico.readUInt32LE(6 + 16 * at + 12)]
      expect(ico.readUInt32BE(offset + 16)).toBe(width)
      return width
    })
    expect(sizes).toEqual([16, 24, 32, 48, 64, 128, 256])
  })

  it('hold every size that macOS asks for', () => {
    const icns = readFileSync(join(build, 'icon.icns'))
    expect([icns.toString('latin1', 0, 4), icns.readUInt32BE(4)]).toEqual(['icns', icns.length])
    const widths = new Map<string, number>()
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      widths.set(icns.toString('latin1', at, at + 4), icns.readUInt32BE(at + 8 + 16))
    }
    const expected = {
      icp4: 16,
      icp5: 32,
      ic11: 32,
      ic12: 64,
      ic07: 128,
      ic08: 256,
      ic13: 256,
      ic09: 512,
      ic14: 512,
      ic10: 1024,
    }
    expect(Object.fromEntries(widths)).toEqual(expected)
  })
})
