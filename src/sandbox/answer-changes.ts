/** The small changes that faults make to an answer. */
import type { LicenseItem, WireItem } from './license-item.ts'

/** The signature (Base64) with one bit turned over. */
export function spoilSignature(signature: string): string {
  const bytes = Buffer.from(signature, 'base64')
  bytes.writeUInt8(bytes.readUInt8(0) ^ 1, 0)
  return bytes.toString('base64')
}

/** The same list with the signature `name` of its last item spoiled, where it has one. */
export function spoilLast(
  items: readonly WireItem[],
  name: 'license_signature' | 'license_signature_v2',
): readonly WireItem[] {
  return [...items.slice(0, -1), ...spoilAll(items.slice(-1), name)]
}

/** The same list with the signature `name` of every item spoiled, where it has one. */
export function spoilAll(
  items: readonly WireItem[],
  name: 'license_signature' | 'license_signature_v2',
): readonly WireItem[] {
  return items.map((item) => {
    const signature = item[name]
    return typeof signature === 'string' ? { ...item, [name]: spoilSignature(signature) } : item
  })
}

/** The item as one of the product with that short code. */
export function withShortCode(item: LicenseItem, shortCode: string): LicenseItem {
  return { ...item, product_details: { ...item.product_details, short_code: shortCode } }
}

/** A short code that is not the demo's: `OTHER-SUITE` for `DEMO-SUITE`. */
export function toOtherCode(shortCode: string): string {
  return shortCode.replace(/^DEMO-/, 'OTHER-')
}

/** Short code of the item at `index`. */
export function shortCodeAt(items: readonly LicenseItem[], index: number): string {
  return items[index]?.product_details.short_code ?? ''
}
