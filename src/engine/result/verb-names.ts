/** What can be asked of the command line, in the order of its help; a result names one of them. */
export const verbNames = [
  'activate',
  'request',
  'send',
  'import',
  'status',
  'verify',
  'check',
  'deactivate',
  'device',
  'diagnose',
  'conformance',
  'config',
] as const
export type Verb = (typeof verbNames)[number]
