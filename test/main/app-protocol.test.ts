import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { answerPageRequest, contentSecurityPolicy } from '../../src/main/app-protocol.ts'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'

let pages = ''
beforeEach(() => {
  const place = makeTemporaryFolder()
  pages = join(place, 'pages')
  mkdirSync(join(pages, 'assets'), { recursive: true })
  mkdirSync(join(place, 'pages-of-others'))
  writeFileSync(join(pages, 'index.html'), '<h1>Wizard</h1>')
  writeFileSync(join(pages, 'assets/main.js'), '1')
  writeFileSync(join(pages, 'notes.txt'), 'no page')
  writeFileSync(join(place, 'secret.js'), 'secret')
  writeFileSync(join(place, 'pages-of-others/secret.js'), 'secret')
  symlinkSync(join(place, 'secret.js'), join(pages, 'link.js'))
})

describe('answerPageRequest', () => {
  it.each([
    ['app://wizard/', 'text/html; charset=utf-8', '<h1>Wizard</h1>'],
    ['app://wizard/index.html?x#y', 'text/html; charset=utf-8', '<h1>Wizard</h1>'],
    ['app://wizard/assets/main.js', 'text/javascript; charset=utf-8', '1'],
  ])('serves %s with the policy as a header', async (url, type, text) => {
    const response = await answerPageRequest(pages, 'GET', url)
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe(type)
    expect(response.headers.get('Content-Security-Policy')).toBe(contentSecurityPolicy)
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(await response.text()).toBe(text)
  })

  it.each([
    'app://wizard/../secret.js',
    'app://wizard/%2e%2e/secret.js',
    'app://wizard/..%2fsecret.js',
    'app://wizard/..%5csecret.js',
    'app://wizard/assets/..%2f..%2fsecret.js',
    'app://wizard/..%2fpages-of-others%2fsecret.js',
    'app://wizard//etc/passwd',
    'app://wizard/link.js',
    'app://wizard/%00',
    'app://wizard/%',
    'app://wizard/assets',
    'app://wizard/missing.js',
    'app://wizard/notes.txt',
    'app://other/index.html',
    'https://wizard/index.html',
    'file:///etc/passwd',
    '',
  ])('has no page at %s', async (url) => {
    const response = await answerPageRequest(pages, 'GET', url)
    expect(response.status).toBe(404)
    expect(await response.text()).toBe('')
  })

  it('answers no other method', async () => {
    expect((await answerPageRequest(pages, 'POST', 'app://wizard/')).status).toBe(404)
  })
})

describe('contentSecurityPolicy', () => {
  it('begins with nothing and allows no inline code, no other origin and no evaluation', () => {
    expect(contentSecurityPolicy.startsWith("default-src 'none'")).toBe(true)
    expect(contentSecurityPolicy).not.toMatch(/unsafe|https?:|data:|blob:|\*/)
  })
})
