/**
 * Imported before all else: libraries ask for the home as they are loaded, which throws for a user without one, and take
 * a relative one for a folder wherever the program was started.
 */
import { homeFolder, noHomeFolder } from './home-folder.ts'

const name = process.platform === 'win32' ? 'USERPROFILE' : 'HOME'
if (homeFolder() === noHomeFolder) process.env[name] = noHomeFolder
