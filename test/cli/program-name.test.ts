import { describe, expect, it } from 'vitest'
import { programNameOf } from '../../src/cli/program-name.ts'

describe('programNameOf', () => {
  it.each([
    ['/opt/Acme CAD/acme-cad-activation', 'linux', 'acme-cad-activation'],
    ['/Applications/Acme CAD.app/Contents/MacOS/Acme CAD', 'darwin', '"Acme CAD"'],
    ['C:\\Program Files\\Acme\\Acme CAD.exe', 'win32', '"Acme CAD"'],
  ] as const)('calls the package of %s by its own name', (executable, platform, name) => {
    expect(programNameOf(true, executable, 'of-the-package', platform)).toBe(name)
  })

  it('calls what runs on Node by the name of its package', () => {
    expect(programNameOf(false, '/usr/bin/node', 'acme-cad-activation', 'linux')).toBe('acme-cad-activation')
  })
})
