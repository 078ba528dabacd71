import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { answerBrandRequest } from '../../src/main/brand-assets.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'

const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
let folder = ''

beforeEach(() => {
  folder = makeTemporaryFolder()
  mkdirSync(join(folder, 'brand'))
  writeFileSync(join(folder, 'brand/logo.svg'), svg)
  writeFileSync(join(folder, 'brand/huge.svg'), ' '.repeat(512 * 1024 + 1))
  symlinkSync('/etc/hostname', join(folder, 'brand/elsewhere.svg'))
})

const ask = (url: string, brand = {}, method = 'GET') => answerBrandRequest({ brand, folder }, method, url)

describe('answerBrandRequest', () => {
  it('gives the colours as a style sheet under the security policy of the pages', async () => {
    const reply = await ask('app://wizard/brand.css', { colors: { light: { accent: '#8a2d5c' } } })
    expect(await reply?.text()).toContain('--color-accent: #8a2d5c;')
    expect(reply?.headers.get('content-type')).toBe('text/css; charset=utf-8')
    expect(reply?.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('gives an empty style sheet where the vendor has no colours', async () => {
    expect(await (await ask('app://wizard/brand.css'))?.text()).toBe('')
  })

  it('gives the logo, and the same one on dark where there is no other', async () => {
    for (const name of ['logo', 'logo-dark']) {
      const reply = await ask(`app://wizard/brand/${name}`, { logo: 'brand/logo.svg' })
      expect(reply?.headers.get('content-type')).toBe('image/svg+xml')
      expect(await reply?.text()).toBe(svg)
    }
  })

  it.each([
    ['none', {}],
    ['one that is not there', { logo: 'brand/none.svg' }],
    ['one that is too large', { logo: 'brand/huge.svg' }],
    ['a link to outside of the folder', { logo: 'brand/elsewhere.svg' }],
  ])('answers 404 for a logo that is %s', async (_name, brand) => {
    expect((await ask('app://wizard/brand/logo', brand))?.status).toBe(404)
  })

  it.skipIf(process.platform === 'win32')(
    'answers 404 for a pipe in the place of the logo, and waits for nothing',
    async () => {
      execFileSync('mkfifo', [join(folder, 'brand/pipe.svg')])
      expect((await ask('app://wizard/brand/logo', { logo: 'brand/pipe.svg' }))?.status).toBe(404)
    },
  )

  it.each([
    ['another page', 'app://wizard/index.html', 'GET'],
    ['another origin', 'app://other/brand.css', 'GET'],
    ['another method', 'app://wizard/brand.css', 'POST'],
    ['a file beside the logo', 'app://wizard/brand/logo.svg', 'GET'],
  ])('has nothing to do with %s', async (_name, url, method) => {
    expect(await ask(url, { logo: 'brand/logo.svg' }, method)).toBeNull()
  })
})
