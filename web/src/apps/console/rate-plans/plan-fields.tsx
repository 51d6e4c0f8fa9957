import { NativeSelect, NumberInput, SimpleGrid, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { PlanSettings, RatePlan } from '../../../api/rate-plans.ts'
import { required } from '../../../ui/form-errors.ts'

type Values = Required<PlanSettings>

const NEW: Values = {
  name: '',
  currency: 'USD',
  timeZone: 'UTC',
  incrementRule: 'after_initial',
  durationRounding: 'up',
  rounding: 'half_up',
  decimals: 6,
  freeSeconds: 0,
  graceSeconds: 0,
  minCost: '0',
  initialSeconds: 60,
  recurringSeconds: 60,
  closedBehaviour: 'block',
  defaultRates: 'block',
  noticeDays: 7,
  minMarginPercent: '0',
  marginEnforcement: 'off',
}

const decimal = (value: string) => (/^\d+(\.\d+)?$/.test(value) ? null : 'Enter a number such as 10 or 0.05.')

/** The form of a plan's rules, filled from the plan when there is one. */
export const usePlanForm = (plan?: RatePlan) =>
  useForm<Values>({
    initialValues: plan ? (Object.fromEntries(Object.keys(NEW).map((key) => [key, plan[key as keyof Values]])) as Values) : NEW,
    validate: {
      name: required('a name'),
      currency: (value) => (/^[A-Z]{3}$/.test(value) ? null : 'Enter three letters such as USD.'),
      minCost: decimal,
      minMarginPercent: decimal,
    },
  })

export const settingsOf = (values: Values): PlanSettings => ({ ...values, name: values.name.trim() })

const ROUNDINGS = [
  { value: 'half_up', label: 'Half up' },
  { value: 'half_down', label: 'Half down' },
  { value: 'up', label: 'Up' },
  { value: 'down', label: 'Down' },
]

type PlanFieldsProps = {
  readonly form: ReturnType<typeof usePlanForm>
  readonly direction: 'customer' | 'supplier'
  /** Prices are committed, so what calls are counted and rounded by stays. */
  readonly fixed: boolean
}

export function PlanFields({ form, direction, fixed }: PlanFieldsProps) {
  const field = form.getInputProps
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <TextInput label="Name" maxLength={100} data-autofocus {...field('name')} />
        <TextInput label="Currency" maxLength={3} disabled={fixed} {...field('currency')} />
        <TextInput label="Time zone of its sheets" {...field('timeZone')} />
        <NumberInput label="First step in seconds" min={1} max={86_400} {...field('initialSeconds')} />
        <NumberInput label="Further steps in seconds" min={1} max={86_400} {...field('recurringSeconds')} />
        <NativeSelect
          label="Steps count from"
          disabled={fixed}
          data={[
            { value: 'after_initial', label: 'End of the first step' },
            { value: 'total', label: 'Start of the call' },
          ]}
          {...field('incrementRule')}
        />
        <NativeSelect label="Durations round" data={ROUNDINGS} disabled={fixed} {...field('durationRounding')} />
        <NativeSelect label="Amounts round" data={ROUNDINGS} disabled={fixed} {...field('rounding')} />
        <NumberInput label="Decimals of amounts" min={0} max={6} disabled={fixed} {...field('decimals')} />
        <NumberInput label="Free seconds" min={0} max={86_400} disabled={fixed} {...field('freeSeconds')} />
        <NumberInput label="Grace seconds" min={0} max={86_400} disabled={fixed} {...field('graceSeconds')} />
        <TextInput label="Least cost of a call" inputMode="decimal" disabled={fixed} {...field('minCost')} />
        <NativeSelect
          label="Calls without a price"
          data={[
            { value: 'block', label: 'Are refused' },
            { value: 'allow', label: 'Take the default price' },
          ]}
          {...field('defaultRates')}
        />
        <NativeSelect
          label="Calls to closed codes"
          data={[
            { value: 'block', label: 'Are refused' },
            { value: 'fall_back', label: 'Take the shorter code' },
          ]}
          {...field('closedBehaviour')}
        />
        <NumberInput label="Notice in days" min={direction === 'customer' ? 7 : 0} max={365} {...field('noticeDays')} />
      </SimpleGrid>
      {direction === 'customer' && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput label="Least margin in % of the price" inputMode="decimal" {...field('minMarginPercent')} />
          <NativeSelect
            label="Prices below that margin"
            data={[
              { value: 'off', label: 'Are not looked at' },
              { value: 'warn', label: 'Are pointed out' },
              { value: 'block', label: 'Are refused' },
            ]}
            {...field('marginEnforcement')}
          />
        </SimpleGrid>
      )}
    </>
  )
}
