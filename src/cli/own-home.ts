/**
 * Imported before all else: a user without an entry and without a variable has no home, and a library asks for it as it
 * is loaded. Whatever is to be written there fails then, as it would in a home that may not be written to.
 */
import { homedir } from 'node:os'

try {
  homedir()
} catch {
  process.env['HOME'] = '/nonexistent'
}
