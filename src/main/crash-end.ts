/** The end of a wizard that cannot go on: result file, words for the person, exit code. */
import { app, dialog } from 'electron'
import { exitCodes } from '../shared/exit-code.ts'
import type { Failure } from '../shared/failure.ts'
import { type EndingContext, warn } from './ending.ts'

export interface CrashEnd {
  /** Writes the result file where one was asked for, and gives the code to end with. */
  readonly breakDown: (failure: Failure) => Promise<number>
  /** What the person reads; only a person who can give the reference can be helped. */
  readonly words: (failure: Failure) => CrashWords
}

export interface CrashWords {
  readonly title: string
  readonly happened: string
  readonly todo: string
  readonly button: string
}

/** `frame` is null while the vendor is not known. */
export function toCrashWords({ reference }: Failure, { t, frame }: Pick<EndingContext, 't' | 'frame'>): CrashWords {
  const vendor = frame?.vendorName ?? t('frame.someVendor')
  return {
    title: frame === null ? t('frame.titlePlain') : t('frame.title', { product: frame.productName }),
    happened: t('crash.happened'),
    todo: t('crash.todo', { vendor, reference }),
    button: t('button.close'),
  }
}

/** The result file comes first: an installer may be waiting, and a message box stays until somebody reads it. */
export async function endCrashed({ breakDown, words }: CrashEnd, failure: Failure, close: () => void): Promise<void> {
  const code = await breakDown(failure).catch(() => exitCodes.unexpected)
  close()
  const { title, happened, todo, button } = words(failure)
  warn(`${happened} ${todo}`)
  // Without a display Electron is never ready.
  if (app.isReady()) {
    await dialog
      .showMessageBox({ type: 'error', title, message: happened, detail: todo, buttons: [button] })
      .catch(() => undefined)
  }
  app.exit(code)
}
