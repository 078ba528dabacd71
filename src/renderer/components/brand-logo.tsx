import './brand-logo.css'

/** The vendor's sign beside the name, which says the same: a reader needs to hear it once. */
export function BrandLogo() {
  return (
    <picture className="brand-logo">
      <source media="(prefers-color-scheme: dark)" srcSet="/brand/logo-dark" />
      <img src="/brand/logo" alt="" />
    </picture>
  )
}
