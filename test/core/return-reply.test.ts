import { describe, expect, it } from 'vitest'
import { parseReturnReply } from '../../src/core/return-reply.ts'

const reply = (status: number, text: string) => ({
  ...{ status, licenseSignature: null, date: null, retryAfter: null },
  bytes: Buffer.from(text),
})

describe('the answer to a return', () => {
  it.each([
    [200, '"license_deactivated"'],
    [200, 'license_deactivated\n'],
    [201, '"license_deactivated"'],
    [202, '"license_deactivated"'],
  ])('says that the seat is free: %i %s', (status, text) => {
    expect(parseReturnReply(reply(status, text))).toEqual({ ok: true, value: null })
  })

  it.each([
    [200, '<html>Welcome</html>'],
    [200, '"license_deactivated", we hope'],
    [302, '"license_deactivated"'],
    [500, '"license_deactivated"'],
    [199, '"license_deactivated"'],
  ])('says nothing of the kind: %i %s', (status, text) => {
    expect(parseReturnReply(reply(status, text))).toMatchObject({
      failure: { code: 'malformed-response', details: { httpStatus: status } },
    })
  })
})
