import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { nodeVersionProblem } from '../../scripts/packages/node-version.mjs'

describe('nodeVersionProblem', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '45.1.0'])('is content with %s', (version) => {
    expect(nodeVersionProblem(version)).toBeNull()
  })

  it.each(['20.18.3', '18.20.0', '19.99.0'])('names what is needed to who has %s', (version) => {
    expect(nodeVersionProblem(version)).toContain(`this is Node ${version}`)
  })

  it('asks for the same as package.json', () => {
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8'))
    expect(nodeVersionProblem('1.0.0')).toContain(engines.node.replace('>=', ''))
  })
})
