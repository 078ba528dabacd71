import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import './radio-choice.css'

interface RadioChoiceProps<V extends string> {
  /** Said by a screen reader before the choices; the heading of the page says it to everybody else. */
  readonly label: string
  readonly value: V
  readonly choices: readonly { readonly value: V; readonly label: string }[]
  readonly onChange: (value: V) => void
  /** Shows the choice, and lets nobody make another. */
  readonly isDisabled?: boolean
}

/** One of a few, all of them in sight. */
export function RadioChoice<V extends string>({
  label,
  value,
  choices,
  onChange,
  isDisabled = false,
}: RadioChoiceProps<V>) {
  const choose = (chosen: string): void => {
    const choice = choices.find((one) => one.value === chosen)
    if (choice !== undefined) onChange(choice.value)
  }
  return (
    <RadioGroup className="radio-choice" aria-label={label} value={value} onChange={choose} isDisabled={isDisabled}>
      {choices.map((choice) => (
        <Radio key={choice.value} value={choice.value} className="radio-choice-option">
          <span className="radio-choice-mark" />
          {choice.label}
        </Radio>
      ))}
    </RadioGroup>
  )
}
