import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../shared/format.ts'
import type { ViewOf } from '../../shared/wizard-view.ts'
import { FileBox, useFileChooser } from '../components/file-box.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { useDroppedFiles } from '../use-dropped-files.ts'
import { usePaste } from '../use-paste.ts'
import { useTakeFile } from '../use-take-file.ts'
import { useWizard } from '../wizard-context.ts'

/** Takes a file however it comes: chosen, dropped or pasted. What it is, main decides. */
export function OpenFileStep({ view: { request } }: { readonly view: ViewOf<'open-file'> }) {
  const { t } = useTranslation()
  const { send, locale } = useWizard()
  const { takeFiles, takeText, isReading, problem } = useTakeFile()
  const chooser = useFileChooser(takeFiles)
  const isOver = useDroppedFiles(takeFiles)
  usePaste((pasted) => {
    const text = pasted.getData('text/plain')
    if (pasted.files.length > 0) takeFiles(Array.from(pasted.files))
    else if (text !== '') takeText(text)
    return pasted.files.length > 0 || text !== ''
  })

  const lead =
    request === null ? t('file.text') : t('file.textAnswer', { date: formatInstant(locale, request.createdAt) })
  const problemText = problem === null ? null : t(`file.problem.${problem}`)
  const goBack = (): void => void send('goBack', {})
  return (
    <Page
      heading={request === null ? t('file.heading') : t('file.headingAnswer')}
      lead={lead}
      announcement={isReading ? t('file.reading') : (problemText ?? lead)}
      buttons={{
        back: { label: t('button.back'), onPress: goBack },
        onEnter: chooser.open,
        onEscape: goBack,
      }}
    >
      {problemText === null ? null : (
        <Notice tone="danger">
          <p>{problemText}</p>
        </Notice>
      )}
      <FileBox chooser={chooser} isOver={isOver} isReading={isReading} />
    </Page>
  )
}
