import { expect, test } from 'vitest'
import { parseCommandLine } from '../../src/sandbox/command-line.ts'
import { nearestWord } from '../../src/sandbox/nearest-word.ts'

test.each([
  ['', { port: 0, json: false, fault: null }],
  ['--json', { port: 0, json: true, fault: null }],
  ['--port 8080 --fault slow', { port: 8080, json: false, fault: 'slow' }],
  ['--port=65535 --fault=500', { port: 65_535, json: false, fault: '500' }],
])('reads %j', (line, run) => {
  expect(parseCommandLine(line.split(' ').filter(Boolean))).toEqual({ kind: 'run', ...run })
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
