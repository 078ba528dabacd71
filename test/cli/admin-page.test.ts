import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { environmentOf, optionNames, verbNames } from '../../src/cli/verb-table.ts'
import { commandResultSchema, outcomes } from '../../src/engine/result/command-result.ts'
import { licenseStates } from '../../src/engine/result/license-state.ts'
import { exitCodes } from '../../src/shared/exit-code.ts'
import { failureCatalog } from '../../src/shared/failure-catalog.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/admin.md'), 'utf8')

describe('the page for administrators', () => {
  it('lists the exit codes, and no others', () => {
    const section = page.slice(page.indexOf('## Exit codes'), page.indexOf('## JSON'))
    const listed = [...section.matchAll(/^\| (\d+) \|/gm)].map((match) => Number(match[1]))
    expect(listed).toEqual(Object.values(exitCodes))
  })

  it('knows each verb, option, variable, outcome, state and member', () => {
    const names = [
      ...verbNames.map((verb) => `\`${verb}`),
      ...optionNames.map((name) => `--${name}`),
      ...optionNames.map(environmentOf).filter((name) => name !== null),
      ...outcomes.map((name) => `\`${name}\``),
      ...licenseStates.map((name) => `\`${name}\``),
      ...Object.keys(commandResultSchema.shape).map((name) => `\`${name}\``),
    ]
    expect(names.filter((name) => !page.includes(name))).toEqual([])
  })
})

describe('the exit codes', () => {
  it('stay where shells give them no meaning of their own, and are each used', () => {
    const codes = Object.values(exitCodes)
    expect(codes.filter((code) => code > 125)).toEqual([])
    const ofStates: readonly number[] = [
      ...[exitCodes.done, exitCodes.partialBundle, exitCodes.pendingAnswer, exitCodes.notConforming],
    ]
    const used = new Set([...Object.values(failureCatalog).map(({ exitCode }): number => exitCode), ...ofStates])
    expect(codes.filter((code) => !used.has(code))).toEqual([])
  })
})
