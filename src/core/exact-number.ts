import { z } from 'zod'
import { must } from './must.ts'

/** Digits as the number that they stand for; `said` itself where it is no text of digits. */
export const fromDigits = (said: unknown): unknown =>
  typeof said === 'string' && /^\d{1,30}$/.test(said.trim()) ? Number(said.trim()) : said

/**
 * An id of the license server: 1 to 2^53 - 1, as a number or as a text of digits. What is larger cannot be held exactly
 * and would mean another license: it is refused.
 */
export const exactNumberSchema = z.preprocess(fromDigits, z.int(must('number')).positive(must('number')))
