/** Exit codes of the window, the command line and the result file. Frozen once released. All stay below 126. */
export const exitCodes = {
  done: 0,
  unexpected: 1,
  configuration: 2,
  cancelled: 3,
  refused: 10,
  seatsUsedUp: 11,
  expiredOrNotStarted: 12,
  disabled: 13,
  machineNotAllowed: 14,
  wrongFile: 15,
  noNetwork: 20,
  proxy: 21,
  tls: 22,
  clock: 23,
  serverBusy: 24,
  cannotWrite: 30,
  noHardwareId: 32,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
