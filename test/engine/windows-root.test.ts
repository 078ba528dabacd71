import { expect, it } from 'vitest'
import { windowsRootOf } from '../../src/engine/windows-root.ts'

it('is the usual place, whatever the person has set', () => {
  expect(windowsRootOf({ SystemRoot: 'C:\\Users\\me' }, () => true)).toBe('C:\\Windows')
})

it.each([
  [{ SystemRoot: 'D:\\Windows', WINDIR: 'E:\\Windows' }, 'D:\\Windows'],
  [{ WINDIR: 'E:\\Windows' }, 'E:\\Windows'],
  [{}, 'C:\\Windows'],
])('is that of the variables %j where the usual place has no system: %s', (environment, root) => {
  expect(windowsRootOf(environment, () => false)).toBe(root)
})
