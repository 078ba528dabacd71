import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { signHttpDate, toAuthorization, toHttpDate } from '../../src/core/request-signature.ts'

interface Vector {
  readonly sharedKey: string
  readonly date: string
  readonly signature: string
}
const path = join(import.meta.dirname, '../vectors/request-signature.json')
const vectors = JSON.parse(readFileSync(path, 'utf8')) as Vector[]

describe('request signature', () => {
  it.each(vectors)('matches the known answer for $date', ({ sharedKey, date, signature }) => {
    expect(signHttpDate(date, sharedKey)).toBe(signature)
    expect(toAuthorization(date, 'api-key-1', sharedKey)).toBe(
      `algorithm="hmac-sha256",headers="date",signature="${signature}",apikey="api-key-1"`,
    )
  })

  it('writes the date as IMF-fixdate', () => {
    expect(toHttpDate(new Date('2011-06-07T20:51:35.999Z'))).toBe('Tue, 07 Jun 2011 20:51:35 GMT')
  })
})
