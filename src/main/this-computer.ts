import { homeFolder } from '../engine/home-folder.ts'
import type { Place } from '../engine/license-folder.ts'

/** Where this process runs. */
export const here: Place = { platform: process.platform, home: homeFolder(), environment: process.env }
export const now = (): Date => new Date()
