/** Imported before the tests of another file, it lets their sandboxes answer as observed. */
import { tested } from './answer-form-tested.ts'

tested.answers = 'as-observed'
