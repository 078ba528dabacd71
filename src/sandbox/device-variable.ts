/** A text that a device has reported under a name, and when. */
export interface DeviceVariable {
  readonly name: string
  readonly value: string
  readonly reportedAt: Date
}

/** The variables after `reported` has come in at `now`: a name that is known already gets the new value. */
export function addVariables(
  known: readonly DeviceVariable[],
  reported: Readonly<Record<string, string>>,
  now: Date,
): readonly DeviceVariable[] {
  const added = Object.entries(reported).map(([name, value]) => ({ name, value, reportedAt: now }))
  return [...known.filter(({ name }) => !Object.hasOwn(reported, name)), ...added]
}

/**
 * The member `variables` of a license. A list and no object, so that a name of digits keeps its place.
 * Source: docs/protocol.md 4 (item members) and 3 (v2 rule 3). ASSUMED: the instant in the form of all others.
 */
export function toWireVariables(variables: readonly DeviceVariable[], deviceId: number) {
  return variables.map(({ name, value, reportedAt }) => ({
    variable: name,
    value,
    device_id: deviceId,
    created_at: reportedAt.toISOString(),
  }))
}
