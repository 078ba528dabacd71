/** Puts a request file where it belongs once it was sent or refused. Everything here throws. */
import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Failure } from '../../shared/failure.ts'
import { codeOf } from '../error-code.ts'
import { replaceFile } from '../whole-file.ts'
import { shortened } from './answer-files.ts'

export const doneFolderName = 'done'
export const failedFolderName = 'failed'

/** What stands beside a request that was refused. It holds neither key nor password. */
export interface Reason {
  readonly failure: Failure
  readonly happened: string
  readonly whatToDo: string
  /** ISO 8601 UTC. */
  readonly at: string
}

export async function moveToDone(folder: string, request: string): Promise<void> {
  await moved(join(folder, request), join(folder, doneFolderName, freeName(join(folder, doneFolderName), request)))
}

/** The reason is there before the request is. */
export async function moveToFailed(folder: string, request: string, reason: Reason): Promise<void> {
  const target = join(folder, failedFolderName)
  const name = freeName(target, request)
  const { failure, happened, whatToDo, at } = reason
  const { code, reference } = failure
  const text = `${JSON.stringify({ failureCode: code, reference, happened, whatToDo, at }, null, 2)}\n`
  await replaceFile(join(target, `${shortened(name)}.reason.json`), text)
  await moved(join(folder, request), join(target, name))
}

/** Somebody else may have taken the file away: then there is nothing left to do. */
async function moved(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
}

/** The first name that is free there: earlier runs may have had a request of this name. */
function freeName(folder: string, request: string): string {
  // What follows a dot far from the end is no ending, and would make the new name too long.
  const ending = Buffer.byteLength(extname(request)) > 20 ? '' : extname(request)
  const stem = request.slice(0, request.length - ending.length)
  for (let number = 0; ; number += 1) {
    const name = number === 0 ? request : `${shortened(stem)} (${number})${ending}`
    if (!existsSync(join(folder, name))) return name
  }
}
