import './license-tag.css'

/** A word about the kind of a license, beside its name. */
export function LicenseTag({ word }: { readonly word: string }) {
  return <span className="license-tag">{word}</span>
}
