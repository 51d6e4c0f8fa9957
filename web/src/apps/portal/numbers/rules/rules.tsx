import { ActionIcon, Box, Button, Card, Group, Modal, SimpleGrid, Skeleton, Stack, Switch, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { type CallRule, changeRule, type NumberRules, orderRules, removeRule, rulesQuery } from '../../../../api/voice.ts'
import { Empty } from '../../../../ui/empty.tsx'
import { DownIcon, PencilIcon, PlusIcon, TrashIcon, UpIcon } from '../../../../ui/icons.tsx'
import { Section } from '../../../../ui/key-value.tsx'
import { moneyText } from '../../../../ui/money-text.ts'
import { PageHeader } from '../../../../ui/page-header.tsx'
import { phoneText } from '../../../../ui/phone-text.ts'
import { ProblemAlert } from '../../../../ui/problem-alert.tsx'
import { told, toldProblem } from '../../../../ui/toast.ts'
import { When } from '../../../../ui/when.tsx'
import { RuleForm } from './rule-form.tsx'
import { kindOf, ruleText } from './rule-kinds.ts'
import { Simulator } from './simulator.tsx'
import { VoiceSettings } from './voice-settings.tsx'

const route = getRouteApi('/portal/numbers/$id/rules')

type RowProps = {
  readonly rule: CallRule
  readonly at: number
  readonly count: number
  readonly onMove: (by: 1 | -1) => void
  readonly onEdit: () => void
  readonly onRemove: () => void
  readonly moving: boolean
}

/** The price of what a rule forwards to. */
function costText(rule: CallRule): string {
  if (!rule.forwardTo) return ''
  const { costPerMinute: cost } = rule
  return cost ? ` (${moneyText({ currency: cost.currency, amount: cost.rate })} a minute)` : ' (calls there are no longer sold)'
}

/** Whether the hours are open now, and when that changes. */
function HoursNow({ hours }: { readonly hours: NonNullable<CallRule['hours']> }) {
  return (
    <Text size="sm" component="div">
      {hours.open ? 'Open now' : 'Closed now'}
      {hours.nextChangeAt && (
        <>
          , {hours.open ? 'closes' : 'opens'} <When at={hours.nextChangeAt} />
        </>
      )}
    </Text>
  )
}

function RuleRow({ rule, at, count, onMove, onEdit, onRemove, moving }: RowProps) {
  const client = useQueryClient()
  const { name } = kindOf(rule.type)
  const toggle = useMutation({
    mutationFn: (active: boolean) => {
      const { type, callers, forwardTo, devices, ringSeconds, schedule, present } = rule
      return changeRule(rule.id, { type, callers, forwardTo, devices, ringSeconds, schedule, present, active })
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['numbers', rule.numberId] }),
    onError: toldProblem,
  })
  const label = `${at + 1}. ${name}`
  return (
    <Card component="li" padding="sm" aria-label={label} opacity={rule.active ? 1 : 0.65}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <Stack gap={2}>
          <ActionIcon variant="default" size="md" disabled={at === 0 || moving} onClick={() => onMove(-1)} aria-label={`Move ${label} up`}>
            <UpIcon size={14} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size="md"
            disabled={at === count - 1 || moving}
            onClick={() => onMove(1)}
            aria-label={`Move ${label} down`}
          >
            <DownIcon size={14} />
          </ActionIcon>
        </Stack>
        <Box flex={1} miw={0}>
          <Text fw={600}>{name}</Text>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {ruleText(rule)}
            {costText(rule)}
          </Text>
          {rule.hours && <HoursNow hours={rule.hours} />}
        </Box>
        <Group gap="xs" wrap="nowrap">
          <Switch
            checked={toggle.isPending ? toggle.variables : rule.active}
            onChange={(event) => toggle.mutate(event.currentTarget.checked)}
            aria-label={`${name} is on`}
          />
          <ActionIcon variant="default" size="lg" onClick={onEdit} aria-label={`Change ${label}`}>
            <PencilIcon size={15} />
          </ActionIcon>
          <ActionIcon variant="default" size="lg" onClick={onRemove} aria-label={`Remove ${label}`}>
            <TrashIcon size={15} />
          </ActionIcon>
        </Group>
      </Group>
    </Card>
  )
}

type Open = { readonly what: 'add' } | { readonly what: 'edit' | 'remove'; readonly rule: CallRule }

function Remove({ rule, onDone }: { readonly rule: CallRule; readonly onDone: () => void }) {
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: () => removeRule(rule.id),
    onSuccess: async () => {
      told('Rule removed.')
      await client.invalidateQueries({ queryKey: ['numbers', rule.numberId] })
      onDone()
    },
  })
  return (
    <Stack>
      <Text>
        “{kindOf(rule.type).name}: {ruleText(rule)}” will no longer be looked at.
      </Text>
      <ProblemAlert error={remove.error} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          Keep it
        </Button>
        <Button color="red" onClick={() => remove.mutate()} loading={remove.isPending}>
          Remove rule
        </Button>
      </Group>
    </Stack>
  )
}

function RuleList({ of, open }: { readonly of: NumberRules; readonly open: (open: Open) => void }) {
  const client = useQueryClient()
  const order = useMutation({
    mutationFn: (ids: readonly string[]) => orderRules(of.numberId, ids),
    onSuccess: () => client.invalidateQueries({ queryKey: ['numbers', of.numberId] }),
    onError: toldProblem,
  })
  const move = (at: number, by: 1 | -1) => {
    const ids = of.items.map(({ id }) => id)
    const [moved] = ids.splice(at, 1)
    if (moved) ids.splice(at + by, 0, moved)
    order.mutate(ids)
  }
  if (of.items.length === 0)
    return <Empty title="No rules" text="Your devices ring; when nobody answers, the caller may leave a message. A rule changes that." />
  return (
    <Stack component="ol" gap="xs" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Rules in their order">
      {of.items.map((rule, at) => (
        <RuleRow
          key={rule.id}
          rule={rule}
          at={at}
          count={of.items.length}
          moving={order.isPending}
          onMove={(by) => move(at, by)}
          onEdit={() => open({ what: 'edit', rule })}
          onRemove={() => open({ what: 'remove', rule })}
        />
      ))}
    </Stack>
  )
}

const TITLES = { add: 'New rule', edit: 'Change the rule', remove: 'Remove this rule?' } as const

/** What happens when somebody calls a number: rules in their order, and a rehearsal. */
export function CallRules() {
  const { id } = route.useParams()
  const { data, error, refetch } = useQuery(rulesQuery(id))
  const [opened, open] = useState<Open>()
  const close = () => open(undefined)
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton height={360} role="status" aria-label="Loading" />
  return (
    <>
      <PageHeader
        title="Call rules"
        subtitle={`What happens when somebody calls ${phoneText(data.e164)}. The first rule that applies decides.`}
        back={{ to: '/numbers/$id', params: { id }, label: phoneText(data.e164) }}
        actions={
          <Button leftSection={<PlusIcon size={16} />} onClick={() => open({ what: 'add' })}>
            New rule
          </Button>
        }
      />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <Section title="Rules">
          <RuleList of={data} open={open} />
        </Section>
        <Stack gap="md">
          <Simulator of={data} />
          <VoiceSettings key={JSON.stringify(data.voice)} of={data} />
        </Stack>
      </SimpleGrid>
      <Modal opened={opened !== undefined} onClose={close} title={TITLES[opened?.what ?? 'add']} size="lg">
        {opened?.what === 'remove' && <Remove rule={opened.rule} onDone={close} />}
        {opened?.what === 'add' && <RuleForm of={data} onDone={close} />}
        {opened?.what === 'edit' && <RuleForm of={data} rule={opened.rule} onDone={close} />}
      </Modal>
    </>
  )
}
