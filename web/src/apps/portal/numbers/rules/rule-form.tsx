import { Button, Checkbox, Group, NumberInput, Select, Stack, TagsInput, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { isProblem } from '../../../../api/problem.ts'
import {
  type CallRule,
  changeRule,
  createRule,
  devicesQuery,
  forwardPriceQuery,
  type NumberRules,
  type RuleFacts,
} from '../../../../api/voice.ts'
import { putErrors } from '../../../../ui/form-errors.ts'
import { moneyText } from '../../../../ui/money-text.ts'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { told } from '../../../../ui/toast.ts'
import { blankRule, KINDS, kindOf, type RuleType } from './rule-kinds.ts'
import { ScheduleGrid } from './schedule-grid.tsx'

const E164 = /^\+[1-9]\d{6,14}$/

/** What a minute there costs, as soon as the number is complete. */
function Cost({ numberId, to }: { readonly numberId: string; readonly to: string }) {
  const [settled] = useDebouncedValue(to.replaceAll(' ', ''), 400)
  const { data, error } = useQuery({ ...forwardPriceQuery(numberId, settled), enabled: E164.test(settled) })
  if (!E164.test(settled)) return 'Forwarded calls are paid by you, like a call you make.'
  if (error) return isProblem(error) ? error.detail : 'The price is not known at the moment.'
  return data ? `Costs you ${moneyText({ currency: data.currency, amount: data.rate })} a minute.` : 'Looking up the price…'
}

type FormProps = { readonly of: NumberRules; readonly rule?: CallRule; readonly onDone: () => void }

function factsOf(rule: CallRule): RuleFacts {
  const { type, active, callers, forwardTo, devices, ringSeconds, schedule, present } = rule
  return { type, active, callers, forwardTo, devices, ringSeconds, schedule, present }
}

/** Adds a rule or changes one; which fields there are follows from its kind. */
export function RuleForm({ of, rule, onDone }: FormProps) {
  const client = useQueryClient()
  const form = useForm<RuleFacts>({ initialValues: rule ? factsOf(rule) : blankRule('forward_no_answer') })
  const { data: devices } = useQuery(devicesQuery({ status: 'active', limit: 100 }))
  const save = useMutation({
    mutationFn: (facts: RuleFacts) => (rule ? changeRule(rule.id, facts) : createRule(of.numberId, facts)),
    onSuccess: async () => {
      told('Rule saved.')
      await client.invalidateQueries({ queryKey: ['numbers', of.numberId] })
      onDone()
    },
    onError: (error) => putErrors(form, error),
  })
  const { type, forwardTo, schedule } = form.values
  const { fields, does } = kindOf(type)
  const has = (field: (typeof fields)[number]) => fields.includes(field)
  const submit = (facts: RuleFacts) => save.mutate({ ...facts, forwardTo: facts.forwardTo?.replaceAll(' ', '') || null })
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="sm">
        <ProblemAlert error={save.error && putErrors(form, save.error)} />
        <Select
          label="Kind of rule"
          description={does}
          allowDeselect={false}
          disabled={rule !== undefined}
          data={KINDS.map((kind) => ({ value: kind.type, label: kind.name }))}
          value={type}
          onChange={(next) => next && form.setValues(blankRule(next as RuleType))}
        />
        {has('callers') && (
          <TagsInput
            label="Callers"
            description="Numbers such as +14155550100, beginnings such as +1900*, or anonymous. Enter adds one."
            acceptValueOnBlur
            {...form.getInputProps('callers')}
          />
        )}
        {has('schedule') && schedule && (
          <ScheduleGrid value={schedule} onChange={(next) => form.setFieldValue('schedule', next)} zone={of.voice.zone} />
        )}
        {has('forwardTo') && (
          <TextInput
            label={type === 'time_based' ? 'Send calls to (empty: the mailbox)' : 'Send calls to'}
            placeholder="+33 1 00 00 00 01"
            type="tel"
            description={<Cost numberId={of.numberId} to={forwardTo ?? ''} />}
            {...form.getInputProps('forwardTo')}
            value={forwardTo ?? ''}
          />
        )}
        {has('forwardTo') && (
          <Select
            label="Show on the other phone"
            allowDeselect={false}
            data={[
              { value: 'caller', label: 'The caller’s number' },
              { value: 'number', label: 'This number' },
            ]}
            {...form.getInputProps('present')}
          />
        )}
        {has('devices') && (
          <Checkbox.Group label="Devices that ring" description="None chosen: all of them." {...form.getInputProps('devices')}>
            <Stack gap={6} mt={6}>
              {devices?.items.map((device) => (
                <Checkbox key={device.id} value={device.id} label={device.name} />
              ))}
              {devices?.items.length === 0 && <Text c="dimmed">You have no devices yet.</Text>}
            </Stack>
          </Checkbox.Group>
        )}
        {has('ringSeconds') && (
          <NumberInput
            label="Ring for (seconds)"
            min={5}
            max={60}
            {...form.getInputProps('ringSeconds')}
            value={form.values.ringSeconds ?? of.voice.ringSeconds}
            onChange={(seconds) => form.setFieldValue('ringSeconds', typeof seconds === 'number' ? seconds : null)}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save rule
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
