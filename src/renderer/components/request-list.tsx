import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../shared/format.ts'
import type { OpenRequest } from '../../shared/wizard-view.ts'
import { useWizard } from '../wizard-context.ts'
import { AskDialog } from './ask-dialog.tsx'
import { WizardButton } from './wizard-button.tsx'
import './request-list.css'

/** The requests of this computer that wait for their answer, newest first. */
export function RequestList({ requests }: { readonly requests: readonly OpenRequest[] }) {
  const { t } = useTranslation()
  const { send } = useWizard()
  const titleId = useId()
  const [doubtful, setDoubtful] = useState<OpenRequest | null>(null)
  const newest = requests.find(isAnswered)
  const discard = (): void => {
    if (doubtful !== null) void send('discardRequest', { requestId: doubtful.id })
    setDoubtful(null)
  }
  return (
    <section className="request-section">
      <h2 className="page-section" id={titleId}>
        {t(requests.some(isAnswered) ? 'start.requests' : 'start.requestsReturn')}
      </h2>
      <ul className="request-list" aria-labelledby={titleId}>
        {requests.map((request) => (
          <RequestRow
            key={request.id}
            request={request}
            isNewest={request === newest}
            onDiscard={() => setDoubtful(request)}
          />
        ))}
      </ul>
      {doubtful === null ? null : (
        <AskDialog
          title={t('start.discardAsk')}
          text={t(`start.discardText.${doubtful.kind}`)}
          keep={t('start.keep')}
          go={t('start.discard')}
          onKeep={() => setDoubtful(null)}
          onGo={discard}
        />
      )}
    </section>
  )
}

/** A license that is given back brings no file in return. */
export function isAnswered({ kind }: OpenRequest): boolean {
  return kind === 'activation'
}

interface RequestRowProps {
  readonly request: OpenRequest
  readonly isNewest: boolean
  readonly onDiscard: () => void
}

function RequestRow({ request, isNewest, onDiscard }: RequestRowProps) {
  const { t } = useTranslation()
  const { send, locale } = useWizard()
  const wordsId = useId()
  return (
    <li className="request-row">
      <div className="request-row-words" id={wordsId}>
        <h3 className="request-row-title">{t(`start.requestKind.${request.kind}`)}</h3>
        <p>{t('start.requestFrom', { date: formatInstant(locale, request.createdAt) })}</p>
      </div>
      <div className="request-row-buttons">
        <WizardButton kind="plain" label={t('start.discard')} onPress={onDiscard} describedBy={wordsId} />
        {isAnswered(request) ? (
          <WizardButton
            kind={isNewest ? 'primary' : 'secondary'}
            label={t('button.haveAnswer')}
            onPress={() => void send('askForFile', { requestId: request.id })}
            describedBy={wordsId}
          />
        ) : null}
      </div>
      {request.fileName === null ? null : <p className="request-row-file selectable code">{request.fileName}</p>}
    </li>
  )
}
