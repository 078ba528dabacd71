import { useTranslation } from 'react-i18next'
import { proxyKinds, type ViewOf } from '../../shared/wizard-view.ts'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { asksForSignIn, ProxyFields } from '../components/proxy-fields.tsx'
import { RadioChoice } from '../components/radio-choice.tsx'
import { useProxyForm } from '../use-proxy-form.ts'
import { useWizard } from '../wizard-context.ts'

/** How the wizard gets out of this network. A password lives here only while it is typed, and never comes back. */
export function ProxySettingsStep({ view }: { readonly view: ViewOf<'proxy-settings'> }) {
  const { t } = useTranslation()
  const { send } = useWizard()
  const form = useProxyForm(view)
  const { typed, problem } = form
  const takesFocus = view.forSignIn && asksForSignIn(view.proxy.kind, view.proxy)
  // What nobody can choose needs no place.
  const kinds = proxyKinds.filter((kind) => !view.proxy.isFixed || kind === view.proxy.kind)
  const goBack = (): void => void send('goBack', {})
  return (
    <Page
      heading={t('proxy.heading')}
      lead={t('proxy.text')}
      focusesHeading={!takesFocus}
      announcement={problem === null ? t('proxy.text') : t(`proxy.problem.${problem}`)}
      buttons={{
        back: { label: t('button.back'), onPress: goBack },
        secondary: { label: t('proxy.saveAndTest'), onPress: () => form.submit(true) },
        primary: { label: t('proxy.save'), onPress: () => form.submit(false) },
        onEscape: goBack,
      }}
    >
      {view.proxy.isFixed ? (
        <Notice tone="info">
          <p>{t('proxy.problem.by-policy')}</p>
        </Notice>
      ) : null}
      {problem === 'not-saved' ? (
        <Notice tone="warning">
          <p>{t('proxy.problem.not-saved')}</p>
        </Notice>
      ) : null}
      <RadioChoice
        label={t('proxy.heading')}
        value={typed.kind}
        choices={kinds.map((kind) => ({ value: kind, label: t(`proxy.kind.${kind}`) }))}
        onChange={(kind) => form.change({ kind })}
        isDisabled={view.proxy.isFixed}
      />
      <ProxyFields form={form} proxy={view.proxy} takesFocus={takesFocus} />
    </Page>
  )
}
