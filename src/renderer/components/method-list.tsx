import { useTranslation } from 'react-i18next'
import type { ActivationMethod } from '../../shared/wizard-view.ts'
import { BuildingIcon, KeyIcon, PersonIcon } from './icons.tsx'
import './method-list.css'

/** The one way of activation that the vendor offers, and what it asks for. */
export function MethodList({ methods }: { readonly methods: readonly ActivationMethod[] }) {
  const { t } = useTranslation()
  return (
    <ul className="method-list" aria-label={t('start.methods')}>
      {methods.map((method) => (
        <li className="method" key={method}>
          <MethodIcon method={method} />
          <div>
            <h2 className="method-title">{t(`start.method.${method}.title`)}</h2>
            <p className="method-text">{t(`start.method.${method}.text`)}</p>
          </div>
        </li>
      ))}
    </ul>
  )
}

const icons = { 'license-key': KeyIcon, 'user-login': PersonIcon, sso: BuildingIcon } as const

export function MethodIcon({ method }: { readonly method: ActivationMethod }) {
  const Sign = icons[method]
  return (
    <span className="method-sign">
      <Sign />
    </span>
  )
}
