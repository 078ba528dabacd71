import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageFolderOf, readBundledPackages } from '../../scripts/packaging/bundled-packages.mjs'
import { temporaryPlace, writeAt } from './temporary-place.ts'

describe('packageFolderOf', () => {
  it.each([
    ['/p/node_modules/react/index.js', '/p/node_modules/react'],
    ['/p/node_modules/@scope/lib/dist/a.mjs', '/p/node_modules/@scope/lib'],
    ['/p/node_modules/a/node_modules/b/c.js', '/p/node_modules/a/node_modules/b'],
    ['\0/p/node_modules/react/index.js?commonjs-proxy', '/p/node_modules/react'],
    ['C:\\p\\node_modules\\react\\index.js', 'C:/p/node_modules/react'],
    ['\0rolldown/runtime.js', join('/root', 'node_modules', 'rolldown')],
    ['\0vite/preload-helper.js', join('/root', 'node_modules', 'vite')],
  ])('finds the package of %j', (id, folder) => {
    expect(packageFolderOf(id, '/root')).toBe(folder)
  })

  it.each(['/p/src/main/index.ts', '\0virtual:ours'])('knows %j as our own', (id) => {
    expect(packageFolderOf(id, '/root')).toBeNull()
  })
})

describe('readBundledPackages', () => {
  it('names a package of two bundles once, and two versions of one package twice', () => {
    const root = temporaryPlace()
    const a = { name: 'a', version: '1.0.0', folder: 'node_modules/a' }
    const nested = { name: 'a', version: '2.0.0', folder: 'node_modules/b/node_modules/a' }
    writeAt(root, 'out/bundled-packages/main.json', JSON.stringify([nested, a]))
    writeAt(root, 'out/bundled-packages/renderer.json', JSON.stringify([a]))
    expect(readBundledPackages(root, ['main', 'renderer'])).toEqual([a, nested])
  })

  it('fails where a bundle left no record', () => {
    expect(() => readBundledPackages(temporaryPlace(), ['main'])).toThrow(/main\.json/)
  })
})
