import { homedir } from 'node:os'
import type { Place } from '../engine/license-folder.ts'

/** Where this process runs. */
export const here: Place = { platform: process.platform, home: homedir(), environment: process.env }
export const now = (): Date => new Date()
