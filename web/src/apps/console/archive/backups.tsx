import { Button, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { backUpNow, backupsQuery, testRestoreNow } from '../../../api/archive.ts'
import type { Backup } from '../../../api/types.ts'
import { bytesText } from '../../../ui/bytes-text.ts'
import { Figures } from '../../../ui/key-value.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemAlert } from '../../../ui/problem-alert.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import type { Column } from '../../../ui/table/columns.ts'
import { DataTable } from '../../../ui/table/data-table.tsx'
import { told } from '../../../ui/toast.ts'
import { When } from '../../../ui/when.tsx'
import { useMay } from '../place.ts'

const TONES = { running: 'busy', done: 'good', failed: 'bad', damaged: 'bad', pruned: 'calm' } as const

const seconds = (from: string, to: string): string => `${Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 1000))} s`

const columns: readonly Column<Backup>[] = [
  { key: 'started', header: 'Begun', cell: (backup) => <When at={backup.startedAt} show="time" />, csv: (backup) => backup.startedAt },
  {
    key: 'status',
    header: 'Status',
    cell: (backup) => <StatusBadge status={backup.status} tone={TONES[backup.status]} />,
    csv: (backup) => backup.status,
  },
  {
    key: 'size',
    header: 'Size',
    align: 'right',
    cell: (backup) => (backup.bytes === null ? '–' : bytesText(backup.bytes)),
    csv: (backup) => String(backup.bytes ?? ''),
  },
  {
    key: 'took',
    header: 'Took',
    align: 'right',
    cell: (backup) => (backup.finishedAt ? seconds(backup.startedAt, backup.finishedAt) : '–'),
    csv: (backup) => backup.finishedAt ?? '',
  },
  { key: 'error', header: 'Note', cell: (backup) => backup.error ?? '', csv: (backup) => backup.error ?? '' },
]

/** Backups of the embedded database, and the proof that the newest one restores. */
export function Backups() {
  const may = useMay()
  const client = useQueryClient()
  const { data } = useQuery(backupsQuery({ limit: 1 }))
  const after = (message: string) => async () => {
    told(message)
    await client.invalidateQueries({ queryKey: ['backups'] })
  }
  const backUp = useMutation({ mutationFn: backUpNow, onSuccess: after('The backup begins.') })
  const test = useMutation({ mutationFn: testRestoreNow, onSuccess: after('The newest backup is being restored into a copy.') })
  const last = data?.lastTest
  const newest = data?.items[0]
  return (
    <>
      <PageHeader
        title="Backups"
        subtitle="A base backup each night at 02:00 UTC, and every change since within two minutes. 30 daily and 12 monthly ones are kept."
        actions={
          data?.ours &&
          may('backup:write') && (
            <>
              <Button variant="default" onClick={() => test.mutate()} loading={test.isPending} disabled={!newest}>
                Test a restore
              </Button>
              <Button onClick={() => backUp.mutate()} loading={backUp.isPending}>
                Back up now
              </Button>
            </>
          )
        }
      />
      <ProblemAlert error={backUp.error ?? test.error} />
      {data && !data.ours && (
        <Notice tone="warn" title="This database is looked after elsewhere" mb="md">
          DATABASE_URL names a server of your own. Back it up where it runs; Linecard does not see its files.
        </Notice>
      )}
      {data?.ours && (
        <Figures
          figures={[
            { label: 'Newest backup', value: newest ? <When at={newest.startedAt} /> : 'None yet' },
            {
              label: 'Last test of a restore',
              value: last ? <StatusBadge status={last.ok ? 'ok' : 'failed'} label={last.ok ? 'Passed' : 'Failed'} /> : 'None yet',
              hint: last && <When at={last.testedAt} />,
            },
            {
              label: 'Recovery took',
              value: last?.recoveryMs ? `${(last.recoveryMs / 1000).toFixed(1)} s` : '–',
              hint: last?.newestAt && (
                <>
                  Newest fact: <When at={last.newestAt} show="time" />
                </>
              ),
            },
          ]}
        />
      )}
      {last && (
        <Text size="sm" c="dimmed" mb="md">
          {last.detail}
        </Text>
      )}
      <DataTable
        label="Backups"
        columns={columns}
        list={(page) => backupsQuery(page)}
        rowKey={(backup) => backup.id}
        empty={{
          title: 'No backup yet',
          text:
            data?.ours === false ? 'Backups of your own server are not listed here.' : 'The first one is made in the coming night, or now.',
        }}
      />
      {data?.ours && (
        <Text size="sm" c="dimmed" mt="md">
          To restore, stop Linecard and run <code>npm run restore</code>. Keep a copy of <code>secrets.json</code> elsewhere: without its
          key no backup opens.
        </Text>
      )}
    </>
  )
}
