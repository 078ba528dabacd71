/** The answer files of a folder of requests: finds the one that a request has, and gives a new one a name. */
import { existsSync } from 'node:fs'
import { extname, join } from 'node:path'
import { checkAnswerFor } from '../../core/answer-for-other.ts'
import type { CarriedRequest } from '../../core/request-file.ts'
import type { ResponseKey } from '../../core/response-key.ts'
import type { VendorConfiguration } from '../../core/vendor-configuration.ts'
import { longestFileText } from '../../shared/size-limits.ts'
import { writeNewFile } from '../whole-file.ts'
import { readRequestFile } from './request-files.ts'

export interface AnswerJudge {
  readonly configuration: VendorConfiguration
  readonly responseKey: ResponseKey
}

/**
 * Name in `folder` of a genuine answer to `carried`; null where there is none. `known` is the file that was written for
 * it before, for a request of another name perhaps: its answer is then written under the name of this one too. Throws
 * where it cannot be written.
 */
export async function findAnswer(
  folder: string,
  request: string,
  carried: CarriedRequest,
  judge: AnswerJudge,
  known: string | null,
): Promise<string | null> {
  const own = findNamed(folder, request, carried, judge)
  if (own !== null || known === null) return own
  const bytes = readAnswer(join(folder, known), carried, judge)
  return bytes === null ? null : writeAnswer(folder, request, bytes.toString('utf8'))
}

function findNamed(folder: string, request: string, carried: CarriedRequest, judge: AnswerJudge): string | null {
  for (const name of answerNames(request)) {
    if (!existsSync(join(folder, name))) return null
    if (readAnswer(join(folder, name), carried, judge) !== null) return name
  }
  return null
}

/** Writes an answer under the first name that is free, and gives that name back. Throws where it cannot be written. */
export async function writeAnswer(folder: string, request: string, text: string): Promise<string> {
  const names = answerNames(request)
  for (;;) {
    const name = names.next().value
    if (!existsSync(join(folder, name)) && (await writeNewFile(join(folder, name), text))) return name
  }
}

function readAnswer(path: string, carried: CarriedRequest, judge: AnswerJudge): Buffer | null {
  const bytes = readRequestFile(path, longestFileText)
  if (bytes?.ok !== true) return null
  return checkAnswerFor(carried, bytes.value, judge.configuration, judge.responseKey).ok ? bytes.value : null
}

/** `OFFICE-3.lic`, and for others of that name `OFFICE-3 (1).lic`. */
function* answerNames(request: string): Generator<string, never> {
  const stem = shortened(request.slice(0, request.length - extname(request).length))
  yield `${stem}.lic`
  for (let number = 1; ; number += 1) yield `${stem} (${number}).lic`
}

/** File systems end names at 255 bytes, and more is put behind this one. */
export function shortened(name: string): string {
  let short = name
  while (Buffer.byteLength(short) > 200) short = short.slice(0, -1)
  return short
}
