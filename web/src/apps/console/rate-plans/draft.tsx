import { Button, Card, Group, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { commitDraft, discardDraft, type PlanDraft, planDraftQuery, type RatePlan, undoEdit } from '../../../api/rate-plans.ts'
import { ConfirmTyped } from '../../../ui/confirm-typed.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { Section } from '../../../ui/key-value.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { told } from '../../../ui/toast.ts'
import { When } from '../../../ui/when.tsx'
import { useMay } from '../place.ts'
import { ChangeCounts, ChangeTable, ThinMargins } from './changes.tsx'

type DraftProps = { readonly plan: RatePlan; readonly onCommitted: () => void }

/** What is about to change, and from when. */
export function Draft({ plan, onCommitted }: DraftProps) {
  if (plan.uncommittedChanges) return <OpenDraft plan={plan} onCommitted={onCommitted} />
  return (
    <Card padding={0}>
      <Empty
        title="Nothing is uncommitted"
        text="Set a price, import a sheet or restore a version, and it waits here until you commit it."
      />
    </Card>
  )
}

/** The value of a local date and time field as an instant; empty means now. */
const instantOf = (local: string): string | undefined => {
  const at = new Date(local)
  return local === '' || Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

function OpenDraft({ plan, onCommitted }: DraftProps) {
  const may = useMay()
  const client = useQueryClient()
  const [local, setLocal] = useState('')
  const effectiveAt = instantOf(local)
  const { data: draft, error, refetch } = useQuery({ ...planDraftQuery(plan.id, effectiveAt), placeholderData: keepPreviousData })
  const refresh = () => client.invalidateQueries({ queryKey: ['rate-plans'] })
  const undo = useMutation({ mutationFn: (code: string) => undoEdit(plan.id, code), onSuccess: refresh })
  const commit = useMutation({
    mutationFn: () => commitDraft(plan.id, effectiveAt),
    onSuccess: async ({ plan: { version }, sheet }) => {
      told(sheet.state === 'effective' ? `Version ${version} is in force.` : `Version ${version} is planned.`)
      await refresh()
      onCommitted()
    },
  })
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />
  if (!draft) return <Skeleton height={260} role="status" aria-label="Loading" />
  return (
    <Stack>
      <Section title="Uncommitted changes" actions={may('rate-plan:write') && <Discard plan={plan} />}>
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            {draft.sheet.source === 'edit' ? 'Edited by hand' : `From ${draft.sheet.source}`}, <When at={draft.sheet.createdAt} /> by{' '}
            {draft.sheet.createdBy}.{' '}
            {draft.sheet.mode === 'full' ? 'A full list: codes it does not name are closed.' : 'Codes it does not name stay as they are.'}
          </Text>
          <ChangeCounts counts={draft.counts} />
          <Warnings draft={draft} plan={plan} />
          <ProblemAlert error={undo.error} />
          <ChangeTable changes={draft.changes} {...(may('rate-plan:write') && { onUndo: (code: string) => undo.mutate(code) })} />
        </Stack>
      </Section>
      {may('rate-plan:commit') && (
        <Section title="Commit">
          <form
            onSubmit={(event) => {
              event.preventDefault()
              commit.mutate()
            }}
          >
            <Stack gap="sm">
              <ProblemAlert error={commit.error} />
              <Group align="flex-end">
                <TextInput
                  type="datetime-local"
                  label="In force from"
                  description="Your local time; empty for at once."
                  value={local}
                  onChange={(event) => {
                    commit.reset()
                    setLocal(event.currentTarget.value)
                  }}
                />
                <Button type="submit" loading={commit.isPending}>
                  Commit as version {plan.version + 1}
                </Button>
              </Group>
            </Stack>
          </form>
        </Section>
      )}
    </Stack>
  )
}

function Warnings({ draft, plan }: { readonly draft: PlanDraft; readonly plan: RatePlan }) {
  return (
    <>
      {draft.shortNotice > 0 && (
        <Notice
          tone="warn"
          title={`${draft.shortNotice.toLocaleString('en')} ${draft.shortNotice === 1 ? 'increase' : 'increases'} would count in less than ${plan.noticeDays} days`}
        >
          <Text size="sm">
            {plan.direction === 'customer'
              ? 'Customers hear of increases before they count. Choose a later instant, or take the increases back.'
              : 'The supplier announced them later than agreed. You can take them, or ask for the earliest lawful date.'}
          </Text>
        </Notice>
      )}
      <ThinMargins margins={draft.margins} blocked={plan.marginEnforcement === 'block'} />
    </>
  )
}

function Discard({ plan }: { readonly plan: RatePlan }) {
  const client = useQueryClient()
  const [opened, { open, close }] = useDisclosure()
  const discard = useMutation({
    mutationFn: () => discardDraft(plan.id),
    onSuccess: async () => {
      close()
      told('The uncommitted changes are gone.')
      await client.invalidateQueries({ queryKey: ['rate-plans'] })
    },
  })
  return (
    <>
      <Button variant="default" size="xs" onClick={open}>
        Discard
      </Button>
      <ConfirmTyped
        opened={opened}
        onClose={close}
        title="Discard the uncommitted changes"
        expected={plan.number}
        action="Discard"
        onConfirm={() => discard.mutate()}
        pending={discard.isPending}
        error={discard.error}
      >
        Committed prices stay as they are. What was edited or imported since is thrown away.
      </ConfirmTyped>
    </>
  )
}
