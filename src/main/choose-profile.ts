import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app, dialog } from 'electron'
import { homeFolder } from '../engine/home-folder.ts'
import type { Failure } from '../shared/failure.ts'
import { toFailureWords } from '../shared/failure-words.ts'
import { createTranslator } from '../shared/translate.ts'
import { openProfile } from './profile.ts'

/**
 * Gives this run a profile that can be written, before Chromium opens one, and says on stderr where it is not the usual
 * one. Where there is none, the failure says why, and `mayAsk` shows it to a person too: the window cannot be opened.
 */
export function chooseProfile(mayAsk: boolean): Failure | null {
  const profile = openProfile(usualFolder(), tmpdir())
  if (profile.kind === 'usual') return null
  const { t } = createTranslator('en')
  const { happened, todo } = toFailureWords(profile.failure, null, t, 'en')
  if (profile.kind === 'temporary') {
    process.stderr.write(`${happened} ${t('profile.temporary', { path: profile.path })}\n`)
    app.setPath('userData', profile.path)
    return null
  }
  process.stderr.write(`${happened} ${t('profile.none')} ${todo}\n`)
  // On Linux no dialog can be shown this early: it would be a second line on stderr.
  if (mayAsk && process.platform !== 'linux') dialog.showErrorBox(t('profile.title'), `${happened} ${todo}`)
  return profile.failure
}

/** Electron makes the folder when it is asked for it, and throws where that is not possible. */
function usualFolder(): string {
  try {
    return app.getPath('userData')
  } catch {
    return app.commandLine.getSwitchValue('user-data-dir') || join(appDataFolder(), app.getName())
  }
}

function appDataFolder(): string {
  try {
    return app.getPath('appData')
  } catch {
    return homeFolder()
  }
}
