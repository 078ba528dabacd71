import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { madeAtOf } from '../../scripts/build/made-at.mjs'
import { makeTemporaryFolder } from '../fakes/temporary-folder.ts'

const person = {
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@b.c',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@b.c',
}
const { SOURCE_DATE_EPOCH: _epoch, ...env } = process.env

it('is the date of the last commit, or SOURCE_DATE_EPOCH, or unknown', () => {
  const folder = makeTemporaryFolder()
  const git = (...args: string[]) =>
    spawnSync('git', args, { cwd: folder, env: { ...env, ...person, GIT_COMMITTER_DATE: '2026-11-20T10:00:00Z' } })
  const noParent = { ...env, GIT_CEILING_DIRECTORIES: folder }
  expect(madeAtOf(folder, noParent)).toBeNull()
  git('init', '-q')
  git('commit', '-q', '--allow-empty', '-m', 'One')
  expect(madeAtOf(folder, noParent)).toBe('2026-11-20T10:00:00.000Z')
  expect(madeAtOf(folder, { ...noParent, SOURCE_DATE_EPOCH: '86400' })).toBe('1970-01-02T00:00:00.000Z')
  expect(madeAtOf(folder, { ...noParent, SOURCE_DATE_EPOCH: 'tomorrow' })).toBe('2026-11-20T10:00:00.000Z')
})
