import type { ApiKey } from './api-keys.ts'
import { type ApiReply, toRefusalReply } from './api-reply.ts'
import { toLicenseItems } from './bundle-activation.ts'
import { toCheckItem, toStoredItem } from './check-item.ts'
import { type CheckQuery, parseCheckQuery } from './check-query.ts'
import { checkStanding } from './check-rules.ts'
import { toSentName } from './license-holder.ts'
import { installerEnvironment } from './license-item-parts.ts'
import type { LicenseOrder, LicensePlan } from './license-order.ts'
import { findOrder } from './order-lookup.ts'
import { toOrderAt } from './order-over-time.ts'
import { toOnlinePageItem } from './page-item.ts'
import { checkBundleProduct } from './product-catalog.ts'
import type { ReceivedRequest } from './received-request.ts'
import type { CallContext } from './sandbox-state.ts'
import { toAnswer } from './signed-answer.ts'

/** The reply to `GET check_bundle`: how the licenses of an active device stand now. Source: docs/protocol.md 6. */
export async function checkBundle({ query }: ReceivedRequest, apiKey: ApiKey, context: CallContext): Promise<ApiReply> {
  const request = parseCheckQuery(query)
  if (!request.ok) return toRefusalReply(request.refusal)
  const productRefusal = checkBundleProduct(request.value, apiKey)
  if (productRefusal) return toRefusalReply(productRefusal)
  const found = findOrder(request.value, context)
  if (!found.ok) return toRefusalReply(found.refusal)

  const { ledger, now, check: settings } = context
  const { hardwareId } = request.value
  const devices = ledger.devicesFor(found.value, hardwareId, now)
  const order = toOrderAt(found.value, devices, now)
  const refusal = checkStanding({ order, devices, hardwareId, settings, now })
  if (refusal) return toRefusalReply(refusal)
  const asked = toAskedOrder(order, request.value, now)
  const sent = toSentName(order.holder, request.value.credentials)
  const items = toLicenseItems(asked, sent, hardwareId, devices, now)
  const stored = items.map((item, index) => toStoredItem(item, isEnabled(asked, index)))
  return toAnswer(stored, context, context.answers === 'as-the-page' ? toOnlinePageItem : toCheckItem)
}

function isEnabled({ enabled, licenses }: LicenseOrder, index: number): boolean {
  return enabled && licenses[index]?.enabled !== false
}

/** ASSUMED: features that are over are left out unless asked for; an installer for another system is none. */
function toAskedOrder(order: LicenseOrder, { includeExpiredFeatures, env }: CheckQuery, now: Date): LicenseOrder {
  const toAsked = (plan: LicensePlan): LicensePlan => ({
    ...plan,
    features: plan.features.filter(
      ({ expiresAt }) => includeExpiredFeatures || expiresAt === null || expiresAt.getTime() >= now.getTime(),
    ),
    hasInstallationFile: plan.hasInstallationFile && (env === null || env === installerEnvironment),
  })
  return { ...order, licenses: order.licenses.map(toAsked) }
}
