/**
 * The members of a license that decide nothing about its use: they are shown, or tell which request an answer is for.
 * Read leniently, see server-members.ts. Source: docs/protocol.md 4.
 */
import {
  amountOf,
  dateOf,
  exactTextOf,
  flagOf,
  httpsUrlOf,
  instantOf,
  isNoAmount,
  isObject,
  listOf,
  noteUnread,
  objectOf,
  type Source,
  textOf,
  valueText,
} from './server-members.ts'

export type ServerFeature = NonNullable<ReturnType<typeof readFeature>>

/** What is shown, and what an answer is known by. */
export function readShown(source: Source) {
  const user = objectOf(source, 'user')
  const customer = objectOf(source, 'customer')
  const trial_days = amountOf(source, 'trial_days')
  return {
    username: textOf(source, 'username'),
    user: user === null ? null : readUser(user),
    /** Offline answers: the request, and the server's date as the text that its HMAC covers. */
    request_id: textOf(source, 'request_id'),
    date: textOf(source, 'date'),
    offline_signature: exactTextOf(source, 'offline_signature'),
    // The page names `trial_days` for trials alone, and `is_trial` not at all.
    is_trial: flagOf(source, 'is_trial', (trial_days ?? 0) > 0),
    trial_days,
    allow_offline_activation: flagOf(source, 'allow_offline_activation'),
    prevent_vm: flagOf(source, 'prevent_vm'),
    max_transfers: amountOf(source, 'max_transfers'),
    transfer_count: amountOf(source, 'transfer_count'),
    ...readReleaseOf(source),
    enable_maintenance_period: flagOf(source, 'enable_maintenance_period'),
    maintenance_period: instantOf(source, 'maintenance_period'),
    times_activated: amountOf(source, 'times_activated'),
    max_activations: amountOf(source, 'max_activations'),
    areSeatsRead: !isNoAmount(source, 'max_activations'),
    allow_unlimited_activations: flagOf(source, 'allow_unlimited_activations'),
    is_floating: flagOf(source, 'is_floating'),
    is_floating_cloud: flagOf(source, 'is_floating_cloud'),
    floating_users: amountOf(source, 'floating_users'),
    floating_in_use_devices: amountOf(source, 'floating_in_use_devices'),
    floating_timeout: amountOf(source, 'floating_timeout'),
    is_borrowed: flagOf(source, 'is_borrowed'),
    borrowed_until: instantOf(source, 'borrowed_until'),
    allow_overages: flagOf(source, 'allow_overages'),
    ...readConsumption(source, 'max_consumptions'),
    product_features: listOf(source, 'product_features').flatMap((feature) => readFeature(feature) ?? []),
    custom_fields: listOf(source, 'custom_fields').map(readField),
    customer:
      customer === null
        ? null
        : {
            company_name: textOf(customer, 'company_name'),
            first_name: textOf(customer, 'first_name'),
            last_name: textOf(customer, 'last_name'),
            email: textOf(customer, 'email'),
          },
  }
}

/** The license user of a product that is bought for people, not for keys. */
function readUser(source: Source) {
  return {
    email: textOf(source, 'email'),
    first_name: textOf(source, 'first_name'),
    last_name: textOf(source, 'last_name'),
    is_initial_password: flagOf(source, 'is_initial_password'),
    max_activations: amountOf(source, 'max_activations'),
    areSeatsRead: !isNoAmount(source, 'max_activations'),
    allow_unlimited_activations: flagOf(source, 'allow_unlimited_activations'),
    total_activations: amountOf(source, 'total_activations'),
  }
}

/**
 * What the vendor tells of the release that the license is for: beside the other members, and where it is not there, in
 * the object of the installation file, as an activation over the network has it. The page has a text in its place.
 */
function readReleaseOf(source: Source): Release {
  const flat = readRelease(source)
  const { installation_file } = source.members
  if (!isObject(installation_file)) return flat
  const file = readRelease({ ...source, members: installation_file, path: `${source.path}installation_file.` })
  const date = flat.release_date
  return {
    version: flat.version ?? file.version,
    requires_version: flat.requires_version ?? file.requires_version,
    release_date: date.at === null && date.text === null ? file.release_date : date,
    release_notes_link: flat.release_notes_link ?? file.release_notes_link,
    eula_link: flat.eula_link ?? file.eula_link,
  }
}

type Release = ReturnType<typeof readRelease>

function readRelease(source: Source) {
  return {
    version: textOf(source, 'version'),
    requires_version: textOf(source, 'requires_version'),
    release_date: dateOf(source, 'release_date'),
    release_notes_link: httpsUrlOf(source, 'release_notes_link'),
    eula_link: httpsUrlOf(source, 'eula_link'),
  }
}

/** License and feature name their limit differently. */
function readConsumption(source: Source, maxName: string) {
  const [max, total] = [amountOf(source, maxName), amountOf(source, 'total_consumptions')]
  const isRead = !isNoAmount(source, maxName) && !isNoAmount(source, 'total_consumptions')
  return {
    /** 0 where limit or count cannot be read: none would pass for "no limit". */
    max_consumption: isRead ? max : 0,
    total_consumptions: total,
    allow_unlimited_consumptions: flagOf(source, 'allow_unlimited_consumptions'),
    max_overages: amountOf(source, 'max_overages'),
    reset_consumption: flagOf(source, 'reset_consumption'),
    consumption_period: textOf(source, 'consumption_period'),
  }
}

/** null where neither code nor name says which feature it is. */
function readFeature(source: Source) {
  const [code, name] = [textOf(source, 'code'), textOf(source, 'name')]
  if (code === null && name === null) {
    source.unread.push({ member: source.path.slice(0, -1), value: valueText(source.members) })
    return null
  }
  return {
    code: code ?? name ?? '',
    name: name ?? code ?? '',
    feature_type: textOf(source, 'feature_type'),
    expiry_date: dateOf(source, 'expiry_date'),
    is_floating: flagOf(source, 'is_floating'),
    is_floating_cloud: flagOf(source, 'is_floating_cloud'),
    floating_users: amountOf(source, 'floating_users'),
    floating_timeout: amountOf(source, 'floating_timeout'),
    // Boolean in the schema of the documentation, number in its TypeScript form.
    allow_overages: Number.isFinite(source.members['allow_overages'])
      ? source.members['allow_overages'] !== 0
      : flagOf(source, 'allow_overages'),
    ...readConsumption(source, 'max_consumption'),
  }
}

/** A value that is no text is shown as the JSON that it is. */
function readField(source: Source) {
  const value = source.members['value'] ?? ''
  const name = textOf(source, 'name')
  if (name === null && value !== '') noteUnread(source, 'value')
  return { name, value: value === '' ? null : valueText(value), data_type: textOf(source, 'data_type') }
}
