/**
 * Exit codes of the window, the command line and the result file: the one table, in docs/admin.md word for word. Frozen
 * once released. All stay below 126, where shells begin to give codes a meaning of their own.
 */
export const exitCodes = {
  done: 0,
  unexpected: 1,
  configuration: 2,
  cancelled: 3,
  /** Key or user refused; for `status`, no license at all. */
  refused: 10,
  seatsUsedUp: 11,
  expiredOrNotStarted: 12,
  disabled: 13,
  machineNotAllowed: 14,
  wrongFile: 15,
  /** The license server refuses the program itself, as the vendor has set it up; no other key or user helps. */
  vendorSetup: 16,
  noNetwork: 20,
  proxy: 21,
  tls: 22,
  clock: 23,
  /** The license server, or another run on this computer, is busy: try again later. */
  serverBusy: 24,
  cannotWrite: 30,
  needsAdmin: 31,
  noHardwareId: 32,
  /** Some licenses of the bundle are usable and some are not. */
  partialBundle: 40,
  /** A request file is out and its answer has not come. */
  pendingAnswer: 50,
  /** The license server does not do what the wizard needs of it, or did not show it: `conformance`. */
  notConforming: 60,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
