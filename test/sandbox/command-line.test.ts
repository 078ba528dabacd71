import { expect, test } from 'vitest'
import { defaultAnswers } from '../../src/sandbox/answer-form.ts'
import { parseCommandLine } from '../../src/sandbox/command-line.ts'
import { nearestWord } from '../../src/shared/nearest-word.ts'

const plain = { port: 0, json: false, fault: null, keyFile: null, exitWithParent: false }
const forms = { answers: defaultAnswers, seedUsers: false, licenses: null, emailAsName: 'account-users' }
const defaults = { ...plain, ...forms, knownDevice: 'accepted', offline: {}, check: {}, oauth: {}, sso: {} }

test.each([
  ['', { port: 0, json: false, fault: null }],
  ['--json', { port: 0, json: true, fault: null }],
  ['--port 8080 --fault slow', { port: 8080, json: false, fault: 'slow' }],
  ['--port=65535 --fault=500', { port: 65_535, json: false, fault: '500' }],
  ['--fault bundle-signature', { fault: 'bundle-signature' }],
  ['--key-file keys/demo.pem --exit-with-parent', { keyFile: 'keys/demo.pem', exitWithParent: true }],
  ['--offline-schema 1 --offline-shape envelope', {}],
  ['--offline-schema 2 --offline-shape map', { offline: { minSchemaVersion: 2, answerShape: 'map' } }],
  ['--bundle-signature none', { offline: { bundleSignature: 'none' } }],
  ['--oauth-required --token-lifetime 30', { oauth: { apiKeys: 'forbidden', tokenLifetimeSeconds: 30 } }],
  ['--sso-auto --check-expired refused', { sso: { autoSignIn: true }, check: { expiredLicense: 'refused' } }],
  ['--check-expired told --known-device refused', { knownDevice: 'refused' }],
  ['--answers as-the-page --seed-users', { answers: 'as-the-page', seedUsers: true }],
  ['--answers as-observed --email-as-name refused', { answers: 'as-observed', emailAsName: 'refused' }],
  ['--licenses 10000 --item-signatures absent', { licenses: 10_000, offline: { itemSignatureV2: 'absent' } }],
  ['--offline-time-limited', { offline: { timeLimited: 'allowed' } }],
])('reads %j', (line, run) => {
  expect(parseCommandLine(line.split(' ').filter(Boolean))).toEqual({ kind: 'run', ...defaults, ...run })
})

test('reads --help beside other options', () => {
  expect(parseCommandLine(['--json', '--help'])).toEqual({ kind: 'help' })
})

test.each([
  ['--prot 1', /Unknown option --prot\. Did you mean --port\?/],
  ['--xyz', /Unknown option --xyz\.$/],
  ['-p', /Unknown option -p\./],
  ['--toString', /Unknown option/],
  ['serve', /Nothing is expected besides options: serve/],
  ['--port', /--port.*missing/],
  ['--port --json', /--port/],
  ['--port abc', /whole number from 0 .* not "abc"/],
  ['--port -1', /--port/],
  ['--port 65536', /not "65536"/],
  ['--port 1e3', /not "1e3"/],
  ['--json=1', /--json/],
  ['--licenses 0', /from 1 to 10000, not "0"/],
  ['--licenses 10001', /not "10001"/],
  ['--answers page', /one of as-the-page, as-observed, not "page"/],
  ['--key-file', /--key-file.*missing/],
  ['--key-file=', /must name a file/],
  ['--check-expired no', /must be one of told, refused, not "no"/],
  ['--token-lifetime 0', /whole number of seconds .* not "0"/],
  ['--offline-schema 3', /must be one of 1, 2, not "3"/],
  ['--offline-shape list', /must be one of envelope, map, not "list"/],
  ['--bundle-signature all', /licenses, envelope, stripped-items, none/],
  ['--fault bundle-signatur', /Did you mean bundle-signature\?/],
  ['--fault slwo', /Unknown fault "slwo"\. Did you mean slow\?/],
  ['--fault wrong-signatur', /Did you mean wrong-signature\?/],
  ['--fault zzzzzzzzzzzzzzz', /^Unknown fault "z+"\. Faults: slow, drop/],
])('says what is wrong with %j', (line, words) => {
  const command = parseCommandLine(line.split(' '))
  expect(command.kind === 'wrong' && command.message).toMatch(words)
})

test.each([
  ['half', 'half'],
  ['hugh', 'huge'],
  ['unsinged', 'unsigned'],
  ['', null],
  ['something quite different', null],
])('finds the word next to %j', (typed, nearest) => {
  expect(nearestWord(typed, ['half', 'huge', 'unsigned'])).toBe(nearest)
})
