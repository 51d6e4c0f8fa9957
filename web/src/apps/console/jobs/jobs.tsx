import { Button, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { jobsQuery, retryJob } from '../../../api/console.ts'
import type { JobRun } from '../../../api/types.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { StatusBadge, statusWords } from '../../../ui/status-badge.tsx'
import type { Column, Filter } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { told, toldProblem } from '../../../ui/toast.ts'
import { When } from '../../../ui/when.tsx'
import { useMay } from '../place.ts'

function Retry({ run }: { readonly run: JobRun }) {
  const may = useMay()
  const client = useQueryClient()
  const retry = useMutation({
    mutationFn: () => retryJob(run.id),
    onSuccess: async () => {
      told('The job runs again.')
      await client.invalidateQueries({ queryKey: ['jobs'] })
    },
    onError: toldProblem,
  })
  if (!may('job:retry') || (run.state !== 'failed' && run.state !== 'retrying')) return null
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => retry.mutate()}
      loading={retry.isPending}
      aria-label={`Run ${run.job} again`}
    >
      Run again
    </Button>
  )
}

const columns: readonly Column<JobRun>[] = [
  { key: 'job', header: 'Job', cell: (run) => run.job, csv: (run) => run.job },
  {
    key: 'state',
    header: 'State',
    cell: (run) => <StatusBadge status={run.state} {...(run.state === 'retrying' && { tone: 'warn' })} />,
    csv: (run) => run.state,
  },
  { key: 'attempt', header: 'Attempt', align: 'right', cell: (run) => run.attempt, csv: (run) => String(run.attempt) },
  {
    key: 'error',
    header: 'Error',
    hideOnPhone: true,
    cell: (run) => (
      <Text span inherit c="dimmed" className="lc-truncate" maw={320} style={{ display: 'inline-block' }}>
        {run.error ?? ''}
      </Text>
    ),
    csv: (run) => run.error ?? '',
  },
  { key: 'started', header: 'Started', align: 'right', cell: (run) => <When at={run.startedAt} />, csv: (run) => run.startedAt },
  { key: 'retry', header: 'Action', align: 'right', cell: (run) => <Retry run={run} /> },
]

const filters: readonly Filter[] = [
  {
    kind: 'choice',
    key: 'state',
    label: 'State',
    options: ['running', 'done', 'retrying', 'failed'].map((value) => ({ value, label: statusWords(value) })),
  },
]

/** What the worker did, and what it could not do. */
export function Jobs() {
  return (
    <>
      <PageHeader title="Jobs" subtitle="Work that waits, repeats or talks to the outside." />
      <DataTable
        label="Job runs"
        columns={columns}
        filters={filters}
        list={(page, { state }) => jobsQuery({ ...page, ...(state && { state }) })}
        rowKey={(run) => run.id}
        empty={{ title: 'No runs yet', text: 'Each run of the worker is listed here with its result.' }}
      />
    </>
  )
}
