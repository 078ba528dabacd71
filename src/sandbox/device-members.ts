import { z } from 'zod'

const longText = z.string().max(4096)

/** What a request may tell about the device, the same online and in a file. Source: docs/protocol.md 4 and 5. */
export const deviceMembers = {
  is_vm: z.boolean().nullish(),
  vm_info: longText.nullish(),
  os_ver: longText.nullish(),
  hostname: longText.nullish(),
  os_hostname: longText.nullish(),
  ip: longText.nullish(),
  ip_local: longText.nullish(),
  app_ver: longText.nullish(),
  sdk_ver: longText.nullish(),
  mac_address: longText.nullish(),
  variables: z.record(z.string(), z.string()).nullish(),
}
