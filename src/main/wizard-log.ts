import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { app } from 'electron'
import { type Log, openLog } from '../engine/log.ts'
import { now } from './this-computer.ts'

/** The log of this program, `wizard.log` in the system's folder for its logs. */
export function openWizardLog(): Log {
  return openLog({ path: join(folderOfLogs(), 'wizard.log'), now, random: randomBytes })
}

/** Electron makes the folder, and throws where it cannot: a log that cannot be written must not stop the wizard. */
function folderOfLogs(): string {
  try {
    return app.getPath('logs')
  } catch {
    return join(app.getPath('userData'), 'logs')
  }
}
