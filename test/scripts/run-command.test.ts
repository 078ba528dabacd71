import { describe, expect, it } from 'vitest'
import { runCommand } from '../../scripts/process/run-command.mjs'

const node = (code: string, timeoutMs = 120_000) =>
  runCommand(process.execPath, ['-e', code], { output: 'capture', timeoutMs })

describe('runCommand', () => {
  it('gives back what the program printed and its exit code', async () => {
    const { code, output, problem } = await node('console.log("out"); console.error("err"); process.exitCode = 3')
    expect({ code, problem }).toEqual({ code: 3, problem: null })
    expect(output).toContain('out\n')
    expect(output).toContain('err\n')
  })

  it('ends a program that takes too long, and says so', async () => {
    expect(await node('setInterval(() => {}, 1000)', 200)).toMatchObject({
      code: 1,
      problem: expect.stringMatching(/did not end/),
    })
  })

  it('does not throw for a program that does not exist', async () => {
    const result = await runCommand('no-such-program-anywhere', [], { output: 'capture' })
    expect(result).toMatchObject({ code: 1, problem: expect.stringMatching(/ENOENT/) })
  })
})
