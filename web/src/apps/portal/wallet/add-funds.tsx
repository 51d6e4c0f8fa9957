import { Button, Radio, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { moneyText } from '../../../ui/money-text.ts'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { useTopUp } from './use-top-up.ts'

type AddFundsProps = {
  readonly currency: string
  /** Where the customer goes on after paying, a path of this app. */
  readonly returnTo: string
  /** What is missing for the thing he wants; offered first. */
  readonly wanted?: string
  readonly action?: string
}

const QUICK = ['10.00', '25.00', '50.00', '100.00'] as const
const OTHER = 'other'

const validAmount = (amount: string) => (/^\d{1,4}([.,]\d{1,2})?$/.test(amount) ? null : 'Enter an amount such as 20 or 20.50.')

/** Money in by card: the amount here, the card on the payment provider's own page. */
export function AddFunds({ currency, returnTo, wanted, action = 'Add funds' }: AddFundsProps) {
  const form = useForm({
    initialValues: { pick: wanted ?? (QUICK[1] as string), other: '' },
    validate: { other: (other, { pick }) => (pick === OTHER ? validAmount(other.trim()) : null) },
  })
  const { pick, other } = form.values
  const amount = pick === OTHER ? other.trim().replace(',', '.') : pick
  const pay = useTopUp(returnTo)
  const choices = [...(wanted ? [wanted] : []), ...QUICK.filter((quick) => quick !== wanted && (!wanted || Number(quick) > Number(wanted)))]
  return (
    <form onSubmit={form.onSubmit(() => pay.mutate({ amount, currency }))} noValidate>
      <Stack gap="sm">
        <ProblemAlert error={pay.error} />
        <Radio.Group label="Amount" {...form.getInputProps('pick')}>
          <SimpleGrid cols={2} spacing="xs" mt={6}>
            {choices.map((choice) => (
              <Radio key={choice} value={choice} label={moneyText({ currency, amount: choice })} />
            ))}
            <Radio value={OTHER} label="Another amount" />
          </SimpleGrid>
        </Radio.Group>
        {pick === OTHER && (
          <TextInput
            label={`Amount in ${currency}`}
            inputMode="decimal"
            autoFocus
            className="lc-figures"
            {...form.getInputProps('other')}
          />
        )}
        <Button type="submit" loading={pay.isPending || pay.isSuccess}>
          {validAmount(amount) === null ? `${action} · ${moneyText({ currency, amount })}` : action}
        </Button>
        <Text size="sm" c="dimmed">
          You pay on our payment provider’s page; we never see your card.
        </Text>
      </Stack>
    </form>
  )
}
