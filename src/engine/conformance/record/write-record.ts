import { type Result, succeed } from '../../../shared/result.ts'
import type { Seen } from '../seen.ts'

export async function writeRecord(_folder: string, _seen: Seen): Promise<Result<null>> {
  return succeed(null)
}
