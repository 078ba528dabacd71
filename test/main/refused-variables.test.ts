import { describe, expect, it } from 'vitest'
import { variableProblemOf } from '../../src/main/refused-variables.ts'

describe('variableProblemOf', () => {
  it.each([
    'SSLKEYLOGFILE',
    'ELECTRON_DISABLE_SANDBOX',
    'ELECTRON_ENABLE_LOGGING',
    'CHROME_DEVEL_SANDBOX',
    'NODE_DEBUG',
  ])('refuses %s and does not repeat its value', (name) => {
    expect(variableProblemOf({ HOME: '/', [name]: 'value' })).toEqual({ name: 'variable-refused', words: { name } })
  })

  it('stops nobody for a variable that is empty, closed by a fuse, or of the desktop', () => {
    const environment = {
      SSLKEYLOGFILE: '',
      NODE_OPTIONS: '--inspect',
      ELECTRON_RUN_AS_NODE: '1',
      ELECTRON_OZONE_PLATFORM_HINT: 'auto',
      HTTPS_PROXY: 'http://proxy.example.com:8080',
      NODE_EXTRA_CA_CERTS: '/etc/ca.pem',
    }
    expect(variableProblemOf(environment)).toBeNull()
  })
})
