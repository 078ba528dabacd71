import { describe, expect, it } from 'vitest'
import { toDeviceFacts } from '../../src/core/device-facts.ts'
import { toHardwareId } from '../../src/core/hardware-id.ts'
import vectors from '../vectors/hardware-id.json' with { type: 'json' }

const machineId = 'b08dfa6083e7567a1921a715000001fb'
const firmwareUuid = '4c4c4544-0051-3610-8052-b4c04f4e3233'
const idOf = (seed: string): string | undefined => vectors.vectors.find((vector) => vector.seed === seed)?.id

describe('toHardwareId', () => {
  it.each(vectors.vectors)('hashes $seed as another program does', ({ seed, id }) => {
    expect(toHardwareId({ machineId: seed, firmwareUuid: null })).toEqual({ ok: true, value: id })
  })

  it('takes the machine id before the firmware UUID', () => {
    expect(toHardwareId({ machineId, firmwareUuid }, 'machine-id')).toEqual({ ok: true, value: idOf(machineId) })
  })

  it('takes the firmware UUID where there is no machine id', () => {
    expect(toHardwareId({ machineId: null, firmwareUuid })).toEqual({ ok: true, value: idOf(firmwareUuid) })
  })

  it('takes the firmware UUID alone where the vendor says so', () => {
    expect(toHardwareId({ machineId, firmwareUuid }, 'firmware-uuid')).toEqual({
      ok: true,
      value: idOf(firmwareUuid),
    })
    expect(toHardwareId({ machineId, firmwareUuid: null }, 'firmware-uuid')).toMatchObject({ ok: false })
  })

  it.each([null, '', ' \n'])('makes up no id from %j', (seed) => {
    expect(toHardwareId({ machineId: seed, firmwareUuid: null })).toMatchObject({
      ok: false,
      failure: { code: 'missing-hardware-id' },
    })
  })

  it('hashes the trimmed content of the file, in the case in which it is written', () => {
    const read = (text: string) => toHardwareId(toDeviceFacts({ machineIdFiles: [text] }))
    expect(read(`  ${machineId}\n`)).toEqual({ ok: true, value: idOf(machineId) })
    expect(read(machineId.toUpperCase())).not.toEqual(read(machineId))
  })
})
