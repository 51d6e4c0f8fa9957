import { NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { Fact } from '../../../ui/key-value.tsx'

export type Values = Readonly<Record<string, unknown>>

/** One field of a card or a dialog, shown as a fact and edited in its place. */
export type Field = {
  readonly key: string
  readonly label: string
  readonly kind: 'text' | 'area' | 'amount' | 'number' | 'switch' | 'select'
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  readonly description?: string
  /** An empty number or amount means there is none. */
  readonly empty?: string
  /** Shown only while this holds. */
  readonly when?: (values: Values) => boolean
}

/** Choices whose labels are their own names in small letters. */
export const choices = (...values: readonly string[]) =>
  values.map((value) => {
    const label = value.replaceAll('_', ' ')
    return { value, label: label.charAt(0).toUpperCase() + label.slice(1) }
  })

const shown = (field: Field, value: unknown): string => {
  if (field.kind === 'switch') return value ? 'Yes' : 'No'
  if (field.kind === 'select') return field.options?.find((option) => option.value === value)?.label ?? '–'
  return typeof value === 'number' || (typeof value === 'string' && value !== '') ? `${value}` : (field.empty ?? '–')
}

export const factsOf = (fields: readonly Field[], values: Values): Fact[] =>
  fields.filter((field) => field.when?.(values) ?? true).map((field) => ({ label: field.label, value: shown(field, values[field.key]) }))

type FieldInputProps = { readonly field: Field; readonly form: UseFormReturnType<Record<string, unknown>> }

/** The input of a field; numbers stay numbers, and nothing becomes null. */
export function FieldInput({ field, form }: FieldInputProps) {
  const { label, description, key } = field
  const common = { label, ...(description && { description }) }
  const input = form.getInputProps(key)
  switch (field.kind) {
    case 'switch':
      return <Switch {...common} {...form.getInputProps(key, { type: 'checkbox' })} />
    case 'select':
      return <Select {...common} data={(field.options ?? []).map((option) => ({ ...option }))} allowDeselect={false} {...input} />
    case 'number':
      return (
        <NumberInput
          {...common}
          {...(field.empty && { placeholder: field.empty })}
          allowDecimal={false}
          allowNegative={false}
          {...input}
          value={input.value ?? ''}
          onChange={(value) => form.setFieldValue(key, value === '' ? null : Number(value))}
        />
      )
    case 'area':
      return <Textarea {...common} autosize minRows={2} {...input} />
    case 'amount':
      return (
        <TextInput
          {...common}
          {...(field.empty && { placeholder: field.empty })}
          inputMode="decimal"
          autoComplete="off"
          {...input}
          value={input.value ?? ''}
          onChange={(event) =>
            form.setFieldValue(key, event.currentTarget.value.trim() === '' && field.empty ? null : event.currentTarget.value.trim())
          }
        />
      )
    case 'text':
      return <TextInput {...common} autoComplete="off" {...input} />
  }
}
