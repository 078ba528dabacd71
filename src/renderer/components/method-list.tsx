import { useTranslation } from 'react-i18next'
import type { ActivationMethod } from '../../shared/wizard-view.ts'
import { KeyIcon } from './icons.tsx'
import './method-list.css'

/** The ways of activation that the vendor offers, and what each one asks for. */
export function MethodList({ methods }: { readonly methods: readonly ActivationMethod[] }) {
  const { t } = useTranslation()
  return (
    <ul className="method-list" aria-label={t('start.methods')}>
      {methods.map((method) => (
        <li className="method" key={method}>
          <KeyIcon />
          <div>
            <h2 className="method-title">{t(`start.method.${method}.title`)}</h2>
            <p className="method-text">{t(`start.method.${method}.text`)}</p>
          </div>
        </li>
      ))}
    </ul>
  )
}
